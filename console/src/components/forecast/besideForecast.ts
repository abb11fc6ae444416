import { computed, ref } from "vue";
import { listForecastRuns, listRunForecasts, listScenarioDays, listScenarios } from "@/api/forecasts";
import type { Direction, NodeSeries } from "@/api/types";
import { useResource } from "@/stores/resource";
import { useStatus } from "@/stores/status";
import { useText } from "@/text/useText";
import { besideOf } from "./beside";

const RUNS = 60;

/** What the forecast in force of an outlet is shown beside: another run's, or a scenario's. */
export function useBeside(node: () => string | null, direction: () => Direction, series: () => NodeSeries | null) {
  const { t } = useText();
  const { publication } = useStatus();
  /** run/7 or scenario/3; empty for nothing. */
  const chosen = ref("");
  const runs = useResource(
    () => ({ publication: publication.value }),
    (_, signal) => listForecastRuns(RUNS, signal),
  );
  const scenarios = useResource(
    () => ({}),
    (_, signal) => listScenarios(signal),
  );
  const otherRuns = computed(() => (runs.data.value ?? []).filter((run) => run.runId !== series()?.runId));
  const name = computed(() => {
    const [kind, id] = chosen.value.split("/");
    return kind === "run"
      ? t("forecast.beside.run", { run: id })
      : (scenarios.data.value?.find((one) => String(one.id) === id)?.name ?? "");
  });
  const other = useResource(
    () => {
      const of = node();
      return chosen.value === "" || of === null
        ? null
        : { publication: publication.value, beside: chosen.value, node: of, direction: direction() };
    },
    async (key, signal) => {
      const [kind, id] = key.beside.split("/");
      const of = `${key.beside} ${key.node} ${key.direction}`;
      const points =
        kind === "run"
          ? await listRunForecasts(key.node, key.direction, Number(id), signal)
          : await listScenarioDays(Number(id), key.node, key.direction, signal);
      return { of, points };
    },
  );
  const beside = computed(() => {
    const found = other.data.value;
    if (found === null || found.of !== `${chosen.value} ${node()} ${direction()}`) return null;
    return besideOf(name.value, series()?.forecast ?? [], found.points);
  });

  /** Shows a scenario that was made, or none where one was taken away. */
  async function scenariosChanged(shown: number | null): Promise<void> {
    await scenarios.reload();
    if (shown !== null) chosen.value = `scenario/${shown}`;
    else if (chosen.value.startsWith("scenario/") && name.value === "") chosen.value = "";
  }

  return { chosen, otherRuns, scenarios, other, beside, scenariosChanged };
}
