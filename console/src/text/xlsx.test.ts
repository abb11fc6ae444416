import { describe, expect, it } from "vitest";
import { columnName, workbook } from "./xlsx";

/** CRC-32 a bit at a time. */
function checksum(bytes: Uint8Array): number {
  let c = -1;
  for (const byte of bytes) for (let bit = 0; bit < 8; bit++) c = (c >>> 1) ^ (((c ^ (byte >> bit)) & 1) * 0xedb88320);
  return ~c >>> 0;
}

/** Files of a zip by name, found by its directory; each as its checksum says. */
function unzipped(bytes: Uint8Array): Map<string, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  const files = new Map<string, string>();
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < view.getUint16(end + 10, true); i++) {
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    const [crc, size, length] = [
      view.getUint32(at + 16, true),
      view.getUint32(at + 24, true),
      view.getUint16(at + 28, true),
    ];
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const content = bytes.subarray(start, start + size);
    expect(checksum(content)).toBe(crc);
    files.set(name, new TextDecoder().decode(content));
    at += 46 + length;
  }
  return files;
}

describe("a workbook", () => {
  const files = unzipped(
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
