import { onScopeDispose, readonly, ref, shallowRef } from "vue";
import * as yunce from "@/api/yunce";
import { ApiError } from "@/api/http";
import type { Run, Status } from "@/api/types";

const status = shallowRef<Status | null>(null);
/** The newest daily run, whether it is under way, done or failed. */
const run = shallowRef<Run | null>(null);
/** The service did not answer lately. */
const offline = ref(false);
/** Counts the runs published since the page was opened; what is shown of the former one is loaded anew. */
const publication = ref(0);

export async function refreshStatus(): Promise<void> {
  try {
    const [next, runs] = await Promise.all([yunce.getStatus(), yunce.listRuns(1)]);
    run.value = runs[0] ?? null;
    if (status.value !== null && next.runId !== status.value.runId) publication.value++;
    status.value = next;
    offline.value = false;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    offline.value = error.status === 0 || error.status >= 500;
  }
}

export function useStatus() {
  return {
    status: readonly(status),
    run: readonly(run),
    offline: readonly(offline),
    publication: readonly(publication),
  };
}

const CALM_MILLIS = 30_000;
const BUSY_MILLIS = 3_000;

/**
 * Keeps the status fresh for as long as the caller lives: every half minute, every few seconds while a run is under way, and
 * when the page comes back into view.
 */
export function keepStatusFresh(): void {
  let timer = 0;
  async function beat(): Promise<void> {
    clearTimeout(timer);
    if (!document.hidden) await refreshStatus();
    if (timer >= 0) timer = setTimeout(beat, run.value?.status === "RUNNING" ? BUSY_MILLIS : CALM_MILLIS);
  }
  void beat();
  document.addEventListener("visibilitychange", beat);
  onScopeDispose(() => {
    clearTimeout(timer);
    timer = -1;
    document.removeEventListener("visibilitychange", beat);
  });
}
