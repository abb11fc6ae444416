import { watch } from "vue";
import { createI18n } from "vue-i18n";
import { language } from "@/stores/preferences";
import en from "./en";
import zh from "./zh-CN";

export const i18n = createI18n({
  legacy: false,
  locale: language.value,
  fallbackLocale: "zh-CN",
  messages: { "zh-CN": zh, en },
});

watch(language, (next) => (i18n.global.locale.value = next));
