import type { LineSeries } from "@/api/forecasts";
import type { Interval, NodeSeries } from "@/api/types";

type Rows = (string | number)[][];

/** A series as a table: actual days, then forecast days with their intervals, with the columns' names first. */
export const seriesRows = (series: NodeSeries): Rows =>
  rowsOf({ node: series.node.id, direction: series.direction }, series.history, series.forecast);

/** The same of a line, with what was announced. */
export function lineRows(series: LineSeries): Rows {
  const announced = new Map(series.announced.map((day) => [day.date, day.parcels]));
  const forecast = series.forecast.map(({ date, parcels, intervals }) => ({ date, mean: parcels, intervals }));
  const [head, ...rows] = rowsOf({ line: series.line }, series.history, forecast);
  return [[...head!, "announced"], ...rows.map((row) => [...row, announced.get(String(row[1])) ?? ""])];
}

function rowsOf(
  names: Record<string, string>,
  history: readonly { date: string; parcels: number }[],
  forecast: readonly { date: string; mean: number; intervals: Interval[] }[],
): Rows {
  const levels = [...new Set(forecast.flatMap((point) => point.intervals.map((one) => one.levelPercent)))].sort(
    (a, b) => a - b,
  );
  const head = [
    ...Object.keys(names),
    "date",
    "actual",
    "forecast",
    ...levels.flatMap((level) => [`lo${level}`, `hi${level}`]),
  ];
  const own = Object.values(names);
  const blank = levels.flatMap(() => ["", ""]);
  const rows = [
    ...history.map((day) => [...own, day.date, day.parcels, "", ...blank]),
    ...forecast.map((point) => [
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
