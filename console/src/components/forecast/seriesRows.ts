import type { NodeSeries } from "@/api/types";

/** A series as a table: actual days, then forecast days with their intervals, with the columns' names first. */
export function seriesRows(series: NodeSeries): (string | number)[][] {
  const levels = [...new Set(series.forecast.flatMap((point) => point.intervals.map((one) => one.levelPercent)))].sort(
    (a, b) => a - b,
  );
  const head = [
    "node",
    "direction",
    "date",
    "actual",
    "forecast",
    ...levels.flatMap((level) => [`lo${level}`, `hi${level}`]),
  ];
  const own = [series.node.id, series.direction];
  const blank = levels.flatMap(() => ["", ""]);
  const rows = [
    ...series.history.map((day) => [...own, day.date, day.parcels, "", ...blank]),
    ...series.forecast.map((point) => [
      ...own,
      point.date,
      "",
      rounded(point.mean),
      ...levels.flatMap((level): (string | number)[] => {
        const found = point.intervals.find((one) => one.levelPercent === level);
        return found === undefined ? ["", ""] : [rounded(found.lo), rounded(found.hi)];
      }),
    ]),
  ];
  return [head, ...rows];
}

const rounded = (parcels: number) => Math.round(10 * parcels) / 10;
