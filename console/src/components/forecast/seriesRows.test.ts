import { describe, expect, it } from "vitest";
import type { NodeSeries } from "@/api/types";
import { csvOf } from "@/text/csv";
import { lineRows, seriesRows } from "./seriesRows";

describe("a series as a table", () => {
  const series = (id: string) =>
    ({
      node: { id },
      direction: "DELIVERY",
      history: [{ date: "2026-11-25", parcels: 100 }],
      forecast: [
        {
          date: "2026-11-26",
          mean: 120.04,
          intervals: [
            { levelPercent: 95, lo: 90, hi: 150 },
            { levelPercent: 80, lo: 100, hi: 140.26 },
          ],
        },
      ],
    }) as unknown as NodeSeries;

  it("has actual days, then forecast days with their intervals, narrowest first", () => {
    expect(csvOf(seriesRows(series("K1")))).toBe(
      "\ufeffnode,direction,date,actual,forecast,lo80,hi80,lo95,hi95\r\n" +
        "K1,DELIVERY,2026-11-25,100,,,,,\r\n" +
        "K1,DELIVERY,2026-11-26,,120,100,140.3,90,150\r\n",
    );
  });

  it("quotes what would break a row, and disarms what a spreadsheet would calculate", () => {
    expect(csvOf(seriesRows(series('a,"b"')))).toContain('"a,""b""",DELIVERY');
    expect(csvOf(seriesRows(series("=1+1")))).toContain("'=1+1,DELIVERY");
  });

  it("has what was announced of a line, before and after today", () => {
    const rows = lineRows({
      line: "L1",
      history: [{ date: "2026-11-25", parcels: 100 }],
      announced: [
        { date: "2026-11-25", parcels: 90 },
        { date: "2026-11-26", parcels: 95 },
      ],
      forecast: [
        {
          line: "L1",
          date: "2026-11-26",
          parcels: 120,
          intervals: [{ levelPercent: 80, lo: 100, hi: 140 }],
          profile: [],
          basis: "",
        },
      ],
      synthetic: true,
      runId: 1,
    });
    expect(rows).toEqual([
      ["line", "date", "actual", "forecast", "lo80", "hi80", "announced"],
      ["L1", "2026-11-25", 100, "", "", "", 90],
      ["L1", "2026-11-26", "", 120, 100, 140, 95],
    ]);
  });
});
