import "./styles/element";
import "./styles/main.css";
import { createApp } from "vue";
import App from "./App.vue";
import { i18n, loadWords } from "./i18n";
import { loadAhead, router } from "./router";
import { useSession } from "./stores/session";

loadAhead();
void Promise.allSettled([useSession().restore(), loadWords()]).then(() =>
  createApp(App).use(i18n).use(router).mount("#app"),
);
