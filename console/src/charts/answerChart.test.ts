import { describe, expect, it } from "vitest";
import { answerChart, digitsFor, forecastChart } from "./answerChart";

const chart = (type: string, more: object = {}) => ({ type, x: "place", y: ["onTimeRate"], unit: "%", ...more });

describe("the chart of an answer's rows", () => {
  it("is bars by place in the answer's order, with the target", () => {
    const rows = [{ place: "乙县", onTimeRate: 98 }, { place: "甲县", onTimeRate: 95 }, { place: "丙县" }];
    expect(answerChart({ chart: chart("ranking", { target: 96 }), rows })).toEqual({
      kind: "bars",
      items: [
        { name: "乙县", value: 98 },
        { name: "甲县", value: 95 },
      ],
      target: 96,
      unit: "%",
    });
  });

  it("is a line over time, with the period compared with beside it", () => {
    const rows = [
      { place: "全市", from: "2026-10-01", onTimeRate: 97, onTimeRateBefore: 96 },
      { place: "全市", from: "2026-09-01", onTimeRate: 96 },
    ];
    expect(answerChart({ chart: chart("line"), rows })).toEqual({
      kind: "line",
      times: ["2026-09-01", "2026-10-01"],
      series: [
        { metric: "onTimeRate", before: false, values: [96, 97] },
        { metric: "onTimeRate", before: true, values: [null, 96] },
      ],
      target: null,
      unit: "%",
    });
  });

  it("is a heat map of places over time, with gaps where nothing is known", () => {
    const rows = [
      { place: "甲县", from: "2026-10-01", onTimeRate: 97 },
      { place: "甲县", from: "2026-10-02", onTimeRate: 95 },
      { place: "乙县", from: "2026-10-02", onTimeRate: 99 },
    ];
    expect(answerChart({ chart: chart("heatmap"), rows })).toMatchObject({
      kind: "heat",
      times: ["2026-10-01", "2026-10-02"],
      places: [
        { name: "甲县", values: [97, 95] },
        { name: "乙县", values: [null, 99] },
      ],
      low: 95,
      high: 99,
    });
  });

  it("shows what counties contributed to a change, also below zero", () => {
    const rows = [
      { place: "甲县", contribution: 12 },
      { place: "乙县", contribution: -3 },
    ];
    expect(answerChart({ chart: chart("waterfall", { y: ["contribution"] }), rows })).toMatchObject({
      kind: "parts",
      items: [{ value: 12 }, { value: -3 }],
    });
  });

  it("is none for one number, for one row, or where there is nothing to draw", () => {
    const rows = [{ place: "全市", onTimeRate: 97 }];
    expect(answerChart({ chart: chart("number"), rows: [...rows, ...rows] })).toBeNull();
    expect(answerChart({ chart: chart("bar"), rows })).toBeNull();
    expect(answerChart({ rows })).toBeNull();
    expect(answerChart({})).toBeNull();
    expect(answerChart(null)).toBeNull();
  });
});

describe("the chart of an answer over forecasts", () => {
  const day = (value: string) => ({ value, unit: "日期", source: "forecast_volume 的参数，运行 #1" });
  const of = (name: string, ...values: string[]) => {
    const source = `forecast_volume，${name}，运行 #1`;
    const units = ["件", "%", "", "件"];
    return values.map((value, i) => ({ value, unit: units[i]!, source }));
  };

  it("is bars of several lines on one day, named without what all have in common", () => {
    const numbers = [
      day("2026-11-27"),
      ...of("甲园区 - 东镇 - 1400", "20.4", "80", "18", "22"),
      ...of("甲园区 - 西镇 - 1400", "10", "80", "9", "11"),
    ];
    expect(forecastChart(numbers)).toEqual({
      kind: "bars",
      items: [
        { name: "东镇 - 1400", value: 20 },
        { name: "西镇 - 1400", value: 10 },
      ],
      target: null,
      unit: "件",
    });
  });

  it("names lines of several parks by what tells them apart, and in full where nothing shorter does", () => {
    const bars = (...names: string[]) => {
      const chart = forecastChart([day("2026-11-27"), ...names.flatMap((name) => of(name, "20", "80", "18", "22"))]);
      return chart?.kind === "bars" ? chart.items.map((item) => item.name) : null;
    };
    expect(bars("甲园区 - 东镇", "乙园区 - 西镇")).toEqual(["东镇", "西镇"]);
    expect(bars("甲园区 - 东镇", "乙园区 - 东镇")).toEqual(["甲园区 - 东镇", "乙园区 - 东镇"]);
    expect(bars("甲园区", "乙园区")).toEqual(["甲园区", "乙园区"]);
  });

  it("is a line of one place over several days", () => {
    const numbers = [
      day("2026-11-27"),
      ...of("甲园区", "20", "80", "18", "22"),
      day("2026-11-28"),
      ...of("甲园区", "30", "80", "28", "32"),
    ];
    expect(forecastChart(numbers)).toMatchObject({
      kind: "line",
      times: ["2026-11-27", "2026-11-28"],
      series: [{ metric: "甲园区", values: [20, 30] }],
    });
  });

  it("is none for one forecast, or for several places over several days", () => {
    expect(forecastChart([day("2026-11-27"), ...of("甲", "1", "80", "0", "2")])).toBeNull();
    expect(
      forecastChart([day("2026-11-27"), ...of("甲", "1"), ...of("乙", "2"), day("2026-11-28"), ...of("甲", "3")]),
    ).toBeNull();
  });
});

describe("decimals", () => {
  it("are none for counts and large values, two for rates, four for small ones", () => {
    expect([digitsFor([3, 20]), digitsFor([1234.5]), digitsFor([97.25]), digitsFor([0.012])]).toEqual([0, 0, 2, 4]);
  });
});
