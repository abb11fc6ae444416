import { describe, expect, it } from "vitest";
import { expectedText } from "./expected";

const told = (key: string, values: Record<string, string>) => `${key} ${values.a}|${values.b}`;

describe("what an import expected", () => {
  it.each([
    ["a number 0..1000000000", "imports.expected.number 0|1000000000"],
    ["a date 1990-01-01..2100-12-31", "imports.expected.date 1990-01-01|2100-12-31"],
    ["a date 1990-01-01..2100-12-31, with or without a time", "imports.expected.date 1990-01-01|2100-12-31"],
    ["1 to 200 characters", "imports.expected.characters 1|200"],
    ["one of [CITY, COUNTY]", "imports.expected.oneOf CITY, COUNTY|"],
    ["06:00:00 or 14:00:00", "imports.expected.either 06:00:00|14:00:00"],
    ["a loaded node's id", "imports.expected.loaded |"],
    ["each node_id, date, direction once", "imports.expected.once node_id, date, direction|"],
    ["4 cells as in the header, not 3", "imports.expected.cells 4|3"],
  ])("%s has words", (expected, words) => {
    expect(expectedText(expected, told)).toBe(words);
  });

  it("is told as it came where there are no words for it", () => {
    expect(expectedText("an XLSX workbook with a sheet", told)).toBe("an XLSX workbook with a sheet");
  });
});
