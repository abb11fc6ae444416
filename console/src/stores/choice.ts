import { computed, shallowRef } from "vue";

/** What a person chose, for as long as it is among the options; else the preferred one, which may change over the day. */
export function useChoice<T>(options: () => readonly T[], preferred: (options: readonly T[]) => T | null) {
  const chosen = shallowRef<T | null>(null);
  return computed({
    get() {
      const all = options();
      return chosen.value !== null && all.includes(chosen.value) ? chosen.value : preferred(all);
    },
    set: (value: T | null) => (chosen.value = value),
  });
}
