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
