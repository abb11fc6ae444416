import { onScopeDispose, shallowRef, watch } from "vue";
import { isAbort } from "@/api/http";
import { useStatus } from "./status";

/**
 * Data that is loaded anew whenever its key changes; a request that a newer one overtakes is dropped. While it loads, the
 * former data stay, so that the page does not flicker. What failed is tried again when the service is back. A null key
 * means that there is nothing to load yet.
 */
export function useResource<K, T>(key: () => K | null, load: (key: K, signal: AbortSignal) => Promise<T>) {
  const data = shallowRef<T | null>(null);
  const error = shallowRef<unknown>(null);
  const loading = shallowRef(false);
  let running: AbortController | null = null;

  async function reload(): Promise<void> {
    running?.abort();
    const current = key();
    if (current === null) {
      loading.value = false;
      return;
    }
    const controller = new AbortController();
    running = controller;
    loading.value = true;
    try {
      const loaded = await load(current, controller.signal);
      if (running !== controller) return;
      data.value = loaded;
      error.value = null;
    } catch (caught) {
      if (running !== controller || isAbort(caught)) return;
      data.value = null;
      error.value = caught;
    }
    loading.value = false;
  }

  watch(
    () => JSON.stringify(key()),
    () => void reload(),
    { immediate: true },
  );
  watch(useStatus().offline, (offline) => {
    if (!offline && error.value !== null) void reload();
  });
  onScopeDispose(() => running?.abort());
  return { data, error, loading, reload };
}
