import { ref, watch } from "vue";

export type Language = "zh-CN" | "en";
export type Theme = "light" | "dark";

function remembered<T extends string>(name: string, allowed: readonly T[], otherwise: T) {
  const stored = localStorage.getItem(`yunce.${name}`);
  const value = ref(allowed.find((candidate) => candidate === stored) ?? otherwise);
  watch(value, (next) => localStorage.setItem(`yunce.${name}`, next));
  return value;
}

/** Chinese unless the person chose otherwise. */
export const language = remembered<Language>("language", ["zh-CN", "en"], "zh-CN");

/** As the system has it, until the person chooses. */
export const theme = remembered<Theme>(
  "theme",
  ["light", "dark"],
  matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
);

watch(
  [language, theme],
  () => {
    document.documentElement.lang = language.value;
    document.documentElement.classList.toggle("dark", theme.value === "dark");
  },
  { immediate: true },
);
