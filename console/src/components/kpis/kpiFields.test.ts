import { describe, expect, it } from "vitest";
import type { KpiDefinition } from "@/api/kpis";
import { changesOf, formOf, valueText } from "./kpiFields";

const kpi: KpiDefinition = {
  id: "onTimeRate",
  zh: "时限准时率",
  en: "on-time rate",
  synonyms: ["准时率"],
  definition: "按时",
  definitionEn: "on time",
  unit: "%",
  decimals: 2,
  better: "HIGHER",
  level: "COUNTY",
  target: { value: 96, paragraph: "三" },
  smallSample: 30,
  edited: [],
};

describe("a KPI's form", () => {
  it("changes nothing as it begins", () => {
    expect(changesOf(kpi, formOf(kpi))).toEqual({});
  });

  it("sends only the fields that differ, numbers as numbers", () => {
    expect(changesOf(kpi, { ...formOf(kpi), decimals: "1", synonyms: "准时率\n 守时度 \n" })).toEqual({
      decimals: 1,
      synonyms: ["准时率", "守时度"],
    });
  });

  it("takes optional fields away by null, and sends the target whole", () => {
    expect(changesOf(kpi, { ...formOf(kpi), targetValue: "", smallSample: " " })).toEqual({
      target: null,
      smallSample: null,
    });
    expect(changesOf(kpi, { ...formOf(kpi), targetValue: "97.5", targetDue: "2026-12-31" })).toEqual({
      target: { value: 97.5, paragraph: "三", due: "2026-12-31" },
    });
  });

  it("leaves it to the service to refuse what is no number", () => {
    expect(changesOf(kpi, { ...formOf(kpi), decimals: "two" })).toEqual({ decimals: "two" });
  });
});

it("tells values in words", () => {
  expect([null, ["a", "b"], { value: 96, paragraph: "三" }, 2].map(valueText)).toEqual(["–", "a、b", "96 · 三", "2"]);
});
