import { describe, expect, it } from "vitest";
import { strFromU8, unzipSync } from "fflate";
import { columnName, workbook } from "./xlsx";

describe("a workbook", () => {
  const parts = unzipSync(
    workbook([
      {
        name: "预测/日",
        rows: [
          ["网点", "件"],
          ["甲 & <乙>", 12.5],
          ["=1+1", null],
        ],
      },
      { name: "准确度", rows: [["lead"]] },
    ]),
  );

  const files = new Map(Object.entries(parts).map(([name, content]) => [name, strFromU8(content)]));

  it("holds each sheet under a name that spreadsheets take", () => {
    expect(files.get("xl/workbook.xml")).toContain('name="预测 日"');
    expect([...files.keys()].filter((name) => name.startsWith("xl/worksheets/"))).toHaveLength(2);
  });

  it("keeps texts texts and numbers numbers", () => {
    const sheet = files.get("xl/worksheets/sheet1.xml");
    expect(sheet).toContain('<c r="A2" t="inlineStr"><is><t xml:space="preserve">甲 &amp; &lt;乙&gt;</t></is></c>');
    expect(sheet).toContain('<c r="B2"><v>12.5</v></c>');
    expect(sheet).toContain('<t xml:space="preserve">=1+1</t>');
    expect(sheet).not.toContain("B3");
  });

  it("counts columns past Z", () => {
    expect([0, 25, 26, 701, 702].map(columnName)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
  });
});
