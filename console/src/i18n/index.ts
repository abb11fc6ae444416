import { createI18n } from "vue-i18n";
import { shallowRef, watch } from "vue";
import { language, type Language } from "@/stores/preferences";

/** Each language comes with the first page that needs it. */
const languages = {
  "zh-CN": () => import("./chinese"),
  en: () => import("./english"),
} satisfies Record<Language, () => Promise<unknown>>;

type Loaded = Awaited<ReturnType<(typeof languages)[Language]>>;

export const i18n = createI18n({ legacy: false, locale: language.value as string, messages: {} });
/** Element Plus's own words. */
export const elementWords = shallowRef<Loaded["element"]>();

/** Puts the chosen language's words in place. */
export async function loadWords(): Promise<void> {
  const chosen = language.value;
  const { words, element } = await languages[chosen]();
  if (chosen !== language.value) return;
  i18n.global.setLocaleMessage(chosen, words);
  i18n.global.locale.value = chosen;
  elementWords.value = element;
}

watch(language, loadWords);
