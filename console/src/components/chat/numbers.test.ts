import { expect, it } from "vitest";
import { numbersBySource } from "./numbers";

it("numbers are told once by each source, dates without a unit", () => {
  const numbers = [
    { value: "50万", unit: "平方米", source: "甲" },
    { value: "4,200", unit: "件", source: "乙" },
    { value: "2026-11-25", unit: "日期", source: "甲" },
    { value: "50万", unit: "平方米", source: "甲" },
    { value: "14:00", unit: "时刻", source: "乙" },
  ];
  expect(numbersBySource(numbers, (value, unit) => value + unit)).toEqual([
    { source: "甲", values: ["50万平方米", "2026-11-25"] },
    { source: "乙", values: ["4,200件", "14:00"] },
  ]);
  expect(numbersBySource(numbers, (value) => value)[1]!.values).toEqual(["4,200", "14:00"]);
});
