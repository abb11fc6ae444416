import { describe, expect, it } from "vitest";
import type { NodeForecast } from "@/api/types";
import { changeOnWeek, intervalSeries } from "./intervals";

const history = [
  { date: "2026-11-23", parcels: 100 },
  { date: "2026-11-24", parcels: 110 },
];

function point(date: string, mean: number): NodeForecast {
  const intervals = [
    { levelPercent: 80, lo: mean - 5, hi: mean + 10 },
    { levelPercent: 95, lo: mean - 10, hi: mean + 20 },
  ];
  const explanation = {
    level: mean,
    season: 0,
    festival: 0,
    shopping: 0,
    preknown: 0,
    rest: 0,
    event: "",
    chinese: "",
    english: "",
  };
  return {
    nodeId: "n",
    nodeName: "n",
    tier: "CITY",
    direction: "PICKUP",
    date,
    mean,
    intervals,
    model: "m",
    explanation,
  };
}

describe("history and forecast on one axis", () => {
  const series = intervalSeries(history, [point("2026-11-24", 1), point("2026-11-25", 120), point("2026-11-26", 130)]);

  it("leaves out forecasts of observed days", () => {
    expect(series.days).toEqual(["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"]);
    expect(series.history).toEqual([100, 110, null, null]);
    expect(series.lastObserved).toBe(1);
  });

  it("starts the forecast in the last observation", () => {
    expect(series.mean).toEqual([null, 110, 120, 130]);
  });

  it("draws the widest band first, each as lower edge and width", () => {
    expect(series.bands).toEqual([
      { levelPercent: 95, lo: [null, 110, 110, 120], width: [null, 0, 30, 30] },
      { levelPercent: 80, lo: [null, 110, 115, 125], width: [null, 0, 15, 15] },
    ]);
  });

  it("stands without history, and without forecast", () => {
    expect(intervalSeries([], [point("2026-11-25", 120)])).toMatchObject({
      mean: [120],
      history: [null],
      lastObserved: -1,
    });
    expect(intervalSeries(history, [])).toMatchObject({ mean: [null, 110], bands: [] });
  });
});

describe("the change on the week", () => {
  it("is relative to the same weekday", () => {
    expect(changeOnWeek(history, "2026-11-23", 125)).toBeCloseTo(0.25, 12);
  });

  it("is unknown without that day, or when it had nothing", () => {
    expect(changeOnWeek(history, "2026-11-01", 125)).toBeNull();
    expect(changeOnWeek([{ date: "2026-11-01", parcels: 0 }], "2026-11-01", 125)).toBeNull();
  });
});
