import "./styles/element";
import "./styles/main.css";
import { createApp } from "vue";
import App from "./App.vue";
import { i18n } from "./i18n";
import { router } from "./router";
import { useSession } from "./stores/session";

void useSession()
  .restore()
  .finally(() => createApp(App).use(i18n).use(router).mount("#app"));
