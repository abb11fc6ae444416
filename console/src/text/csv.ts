import { saveBlob } from "./save";

/** Rows as a CSV file that spreadsheets open in any language: UTF-8 with its mark, fields quoted where they must be (RFC 4180). */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return "\ufeff" + rows.map((row) => row.map(field).join(",") + "\r\n").join("");
}

/** A text that a spreadsheet would take for a formula is kept a text. */
function field(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands rows to the person as a CSV file. */
export function saveCsv(name: string, rows: Parameters<typeof csvOf>[0]): void {
  saveBlob(name, new Blob([csvOf(rows)], { type: "text/csv;charset=utf-8" }));
}
