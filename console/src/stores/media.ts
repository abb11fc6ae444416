import { onScopeDispose, ref } from "vue";

/** Whether a media query holds, for as long as the caller lives. */
export function useMedia(query: string) {
  const list = matchMedia(query);
  const holds = ref(list.matches);
  const change = () => (holds.value = list.matches);
  list.addEventListener("change", change);
  onScopeDispose(() => list.removeEventListener("change", change));
  return holds;
}
