import { computed, ref } from "vue";
import { getLineSeries } from "@/api/forecasts";
import type { Wave } from "@/api/types";
import * as yunce from "@/api/yunce";
import { useChoice } from "@/stores/choice";
import { useResource } from "@/stores/resource";
import { useStatus } from "@/stores/status";

const LINES = 200;

/**
 * A wave's lines, busiest first, and the one that is chosen.
 *
 * @param shown whether lines are shown; nothing is loaded until then
 */
export function useLines(day: () => string | null, shown: () => boolean, historyDays: number) {
  const { publication } = useStatus();
  const wave = ref<Wave>("1400");
  /** What a link leads to, until somebody chooses. */
  const wanted = ref<string | null>(null);
  const lines = useResource(
    () => {
      const date = day();
      return date === null || !shown() ? null : { publication: publication.value, day: date, wave: wave.value };
    },
    (key, signal) => yunce.listLineForecasts(key.day, key.wave, LINES, signal),
  );
  const listed = useChoice(
    () => (lines.data.value ?? []).map((item) => item.line),
    (all) => all[0] ?? null,
  );
  /** The line that is shown; null while outlets are. */
  const line = computed(() => (shown() ? (wanted.value ?? listed.value) : null));
  const series = useResource(
    () => (line.value === null ? null : { publication: publication.value, line: line.value }),
    (key, signal) => getLineSeries(key.line, historyDays, signal),
  );

  function choose(id: string): void {
    wanted.value = null;
    listed.value = id;
  }

  return { wave, wanted, lines, line, series, choose };
}
