import { onScopeDispose, readonly, ref, shallowRef } from "vue";
import * as yunce from "@/api/yunce";
import { ApiError } from "@/api/http";
import type { Status } from "@/api/types";

const status = shallowRef<Status | null>(null);
/** The service did not answer lately. */
const offline = ref(false);
/** Counts the runs published since the page was opened; what is shown of the former one is loaded anew. */
const publication = ref(0);

async function refresh(): Promise<void> {
  try {
    const next = await yunce.getStatus();
    if (status.value !== null && next.runId !== status.value.runId) publication.value++;
    status.value = next;
    offline.value = false;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    offline.value = error.status === 0 || error.status >= 500;
  }
}

export function useStatus() {
  return { status: readonly(status), offline: readonly(offline), publication: readonly(publication) };
}

/** Keeps the status fresh for as long as the caller lives: every half minute, and when the page comes back into view. */
export function keepStatusFresh(): void {
  const seen = () => {
    if (!document.hidden) void refresh();
  };
  void refresh();
  const timer = setInterval(seen, 30_000);
  document.addEventListener("visibilitychange", seen);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", seen);
  });
}
