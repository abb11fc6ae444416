import type { LineSeries } from "@/api/forecasts";
import type { NodeSeries } from "@/api/types";
import { saveCsv } from "@/text/csv";
import type { Beside } from "./beside";
import { lineRows, seriesRows } from "./seriesRows";

export type FileKind = "csv" | "xlsx";

interface Table {
  name: string;
  rows: (string | number)[][];
}

/** An outlet's days as a file, in a workbook with what its forecast was compared with. */
export const saveSeries = (series: NodeSeries, beside: Beside | null, kind: FileKind): Promise<void> =>
  save(`${series.node.id}-${series.direction.toLowerCase()}`, kind, [
    { name: series.node.name, rows: seriesRows(series) },
    ...compared(beside),
  ]);

/** A line's days as a file. */
export const saveLine = (series: LineSeries, kind: FileKind): Promise<void> =>
  save(series.line.replaceAll(/[^\p{L}\p{N}-]+/gu, "-"), kind, [{ name: series.line, rows: lineRows(series) }]);

function compared(beside: Beside | null): Table[] {
  if (beside === null || beside.rows.length === 0) return [];
  const head = ["date", "forecast", beside.name, "difference"];
  return [
    {
      name: beside.name,
      rows: [head, ...beside.rows.map((row) => [row.date, row.inForce, row.other, row.other - row.inForce])],
    },
  ];
}

async function save(name: string, kind: FileKind, sheets: [Table, ...Table[]]): Promise<void> {
  if (kind === "csv") return saveCsv(`${name}.csv`, sheets[0].rows);
  const { saveWorkbook } = await import("@/text/xlsx");
  saveWorkbook(`${name}.xlsx`, sheets);
}
