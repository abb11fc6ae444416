import { ref, watch } from "vue";

const KEY = "yunce.chat";
/** From this width on the chat stands beside the page, so that it is open until somebody closes it. */
const ROOMY = "(min-width: 1280px)";

const kept = localStorage.getItem(KEY);
const opened = ref(matchMedia(ROOMY).matches && kept !== "closed");
watch(opened, (now) => localStorage.setItem(KEY, now ? "open" : "closed"));

/** Whether the chat is shown; remembered where it stands beside the page. */
export function useChatPanel() {
  return { opened, toggle: () => (opened.value = !opened.value), close: () => (opened.value = false) };
}
