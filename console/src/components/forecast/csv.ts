import type { NodeSeries } from "@/api/types";

/** A series as a table: actual days, then forecast days with their intervals; comma-separated, with the columns' names first. */
export function seriesCsv(series: NodeSeries): string {
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
      point.mean.toFixed(1),
      ...levels.flatMap((level) => {
        const found = point.intervals.find((one) => one.levelPercent === level);
        return found === undefined ? ["", ""] : [found.lo.toFixed(1), found.hi.toFixed(1)];
      }),
    ]),
  ];
  return [head, ...rows].map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}

/** Quoted where needed; what a spreadsheet would take for a formula is kept as text. */
function field(value: string | number): string {
  const text = typeof value === "string" && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Has the browser save a text as a file that spreadsheets read as UTF-8. */
export function save(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
