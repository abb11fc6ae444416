import type { SourcedNumber } from "@/api/types";

/** What an answer's rows are drawn as: a line over time, bars by place, a heat map of places over time, or the parts of a change. */
export type AnswerChart =
  | {
      kind: "line";
      times: string[];
      series: { metric: string; before: boolean; values: (number | null)[] }[];
      target: number | null;
      unit: string;
    }
  | { kind: "bars"; items: { name: string; value: number }[]; target: number | null; unit: string }
  | { kind: "parts"; items: { name: string; value: number }[]; unit: string }
  | {
      kind: "heat";
      metric: string;
      times: string[];
      places: { name: string; values: (number | null)[] }[];
      low: number;
      high: number;
      unit: string;
    };

type Row = Record<string, unknown>;

const numberOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null && !Array.isArray(value);

/** The chart of an answer's typed query; null where there are too few rows to draw, or none. */
export function answerChart(query: Record<string, unknown> | null): AnswerChart | null {
  if (query === null || !isRow(query.chart) || !Array.isArray(query.rows)) return null;
  const rows = query.rows.filter(isRow);
  const metrics = Array.isArray(query.chart.y) ? query.chart.y.map(textOf).filter((id) => id !== "") : [];
  const metric = metrics[0];
  if (metric === undefined || rows.length < 2) return null;
  const unit = textOf(query.chart.unit);
  const target = numberOf(query.chart.target);
  const bars = () =>
    rows.flatMap((row) => {
      const value = numberOf(row[metric]);
      return value === null ? [] : [{ name: textOf(row.place), value }];
    });
  switch (query.chart.type) {
    case "line":
      return line(rows, metrics, target, unit);
    case "heatmap":
      return heat(rows, metric, unit);
    case "waterfall":
      return bars().length < 2 ? null : { kind: "parts", items: bars(), unit };
    case "bar":
    case "ranking":
      return bars().length < 2 || bars().some((item) => item.value < 0)
        ? null
        : { kind: "bars", items: bars(), target, unit };
    default:
      return null;
  }
}

const timesOf = (rows: readonly Row[]) =>
  [...new Set(rows.map((row) => textOf(row.from)))].filter((time) => time !== "").sort();

function line(rows: Row[], metrics: string[], target: number | null, unit: string): AnswerChart | null {
  const times = timesOf(rows);
  if (times.length < 2) return null;
  const byTime = new Map(rows.map((row) => [textOf(row.from), row]));
  const series = metrics
    .flatMap((metric) => [
      { metric, before: false, field: metric },
      { metric, before: true, field: `${metric}Before` },
    ])
    .map(({ metric, before, field }) => ({
      metric,
      before,
      values: times.map((time) => numberOf(byTime.get(time)?.[field])),
    }))
    .filter(({ values }) => values.some((value) => value !== null));
  return series.length === 0 ? null : { kind: "line", times, series, target, unit };
}

function heat(rows: Row[], metric: string, unit: string): AnswerChart | null {
  const times = timesOf(rows);
  const cells = new Map(rows.map((row) => [`${textOf(row.place)} ${textOf(row.from)}`, numberOf(row[metric])]));
  const places = [...new Set(rows.map((row) => textOf(row.place)))].map((name) => ({
    name,
    values: times.map((time) => cells.get(`${name} ${time}`) ?? null),
  }));
  const all = places.flatMap((place) => place.values.filter((value) => value !== null));
  if (times.length < 2 || all.length < 2) return null;
  return { kind: "heat", metric, times, places, low: Math.min(...all), high: Math.max(...all), unit };
}

/** Decimals that tell values apart without more digits than they need. */
export function digitsFor(values: readonly number[]): number {
  const largest = Math.max(0, ...values.map(Math.abs));
  return values.every(Number.isInteger) || largest >= 1000 ? 0 : largest >= 0.1 ? 2 : 4;
}

/** Forecasts name the tool, what was forecast, and the run. */
const FORECAST_SOURCE = /^forecast_volume[，,] ?([^，,]+)[，,]/;

/**
 * The chart of an answer over forecasts, from its numbers in the order that they are said: several places or lines of one day, or one of them
 * over several days; null otherwise. A mean comes before its interval, of which only the upper end has a unit.
 */
export function forecastChart(numbers: readonly SourcedNumber[]): AnswerChart | null {
  const said: { date: string; name: string; value: number }[] = [];
  let date = "";
  numbers.forEach((number, i) => {
    const name = FORECAST_SOURCE.exec(number.source)?.[1];
    if (number.unit === "日期") date = number.value;
    else if (name !== undefined && number.unit === "件" && numbers[i - 1]?.unit !== "")
      said.push({ date, name, value: Number(number.value) });
  });
  const names = [...new Set(said.map((one) => one.name))];
  const times = [...new Set(said.map((one) => one.date))];
  const unit = "件";
  if (said.length < 2 || said.some((one) => !Number.isFinite(one.value))) return null;
  if (names.length === 1 && times.length === said.length) {
    const values = said.map((one) => one.value);
    return { kind: "line", times, series: [{ metric: names[0]!, before: false, values }], target: null, unit };
  }
  if (times.length !== 1 || names.length !== said.length) return null;
  const short = shortNames(names);
  const items = said.map((one, i) => ({ name: short[i]!, value: Math.round(one.value) }));
  return { kind: "bars", items, target: null, unit };
}

/** Names without what all begin with, and without their first part where the rest tells them apart: a column is narrow. */
function shortNames(names: readonly string[]): string[] {
  const shared = sharedPrefix(names);
  if (shared > 0) return names.map((name) => name.slice(shared));
  const rests = names.map((name) => (name.includes(" - ") ? name.slice(name.indexOf(" - ") + 3) : name));
  return new Set(rests).size === names.length && !rests.includes("") ? rests : [...names];
}

/** Length of the parts, such as 锦河区共配园区 - , that all names begin with. */
function sharedPrefix(names: readonly string[]): number {
  const first = names[0] ?? "";
  let end = 0;
  for (let at = first.indexOf(" - "); at >= 0; at = first.indexOf(" - ", at + 3)) {
    if (!names.every((name) => name.startsWith(first.slice(0, at + 3)))) break;
    end = at + 3;
  }
  return end;
}
