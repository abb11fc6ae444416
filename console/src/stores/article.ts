import { shallowRef } from "vue";
import type { Citation } from "@/api/types";

/** The citation whose article is open in the drawer. */
const opened = shallowRef<Citation | null>(null);

export function useArticle() {
  return { opened, open: (citation: Citation) => (opened.value = citation), close: () => (opened.value = null) };
}
