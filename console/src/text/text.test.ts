import { describe, expect, it } from "vitest";
import en from "@/i18n/en";
import zh from "@/i18n/zh-CN";
import { addDays, formatDay, formatMonth, formatNumber, formatPercent, preferredDay, shanghaiDate } from "./format";
import { piecesOf } from "./quote";

describe("days", () => {
  it("are those of Shanghai", () => {
    expect(shanghaiDate(new Date("2026-11-24T15:59:59Z"))).toBe("2026-11-24");
    expect(shanghaiDate(new Date("2026-11-24T16:00:00Z"))).toBe("2026-11-25");
  });

  it("are counted across months and years", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2027-01-01", -7)).toBe("2026-12-25");
  });

  it("read as people write them, with the year when it is another", () => {
    expect(formatDay("2026-11-25", "zh-CN", "2026-11-24")).toBe("11月25日周三");
    expect(formatDay("2024-12-11", "zh-CN", "2026-11-24")).toContain("2024年");
    expect(formatDay("2026-11-25", "en")).toBe("Wed, Nov 25");
    expect(formatMonth("2026-10", "zh-CN")).toBe("2026年10月");
    expect(formatMonth("2026-10", "en")).toBe("Oct 2026");
  });

  it("open at tomorrow, else the next after it, else the latest before", () => {
    expect(preferredDay(["2026-11-26", "2026-11-25", "2026-11-24"], "2026-11-24")).toBe("2026-11-25");
    expect(preferredDay(["2026-11-24", "2026-11-27"], "2026-11-24")).toBe("2026-11-27");
    expect(preferredDay(["2024-12-10", "2024-12-11"], "2026-11-24")).toBe("2024-12-11");
    expect(preferredDay([], "2026-11-24")).toBeNull();
  });
});

describe("numbers", () => {
  it("are grouped and rounded", () => {
    expect(formatNumber(79213.5, "zh-CN")).toBe("79,214");
    expect(formatNumber(2.405, "en", 1)).toBe("2.4");
  });

  it("show the sign of a change", () => {
    expect(formatPercent(0.0234, "zh-CN", true)).toBe("+2.3%");
    expect(formatPercent(0, "zh-CN", true)).toBe("0%");
  });
});

describe("a quote", () => {
  it("is found in its article, line breaks and all", () => {
    expect(piecesOf("甲。乙，\n丙。丁。", "乙，\n丙。", [])).toEqual([
      { text: "甲。", quoted: false },
      { text: "乙，\n丙。", quoted: true },
      { text: "丁。", quoted: false },
    ]);
  });

  it("that is not there marks nothing and loses nothing", () => {
    expect(piecesOf("甲。乙。", "丙", [])).toEqual([{ text: "甲。乙。", quoted: false }]);
    expect(piecesOf("甲。", "", [])).toEqual([{ text: "甲。", quoted: false }]);
  });

  it("keeps the references in it", () => {
    expect(
      piecesOf("甲依本法第一条乙。丙。", "甲依本法第一条乙。", [{ start: 2, end: 7, articleId: "法@1#1" }]),
    ).toEqual([
      { text: "甲依", quoted: true },
      { text: "本法第一条", quoted: true, articleId: "法@1#1" },
      { text: "乙。", quoted: true },
      { text: "丙。", quoted: false },
    ]);
  });
});

describe("the two languages", () => {
  type Texts = { [key: string]: string | Texts };
  const flat = (texts: Texts, prefix = ""): [string, string][] =>
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
    );

  it("have the same texts with the same places to fill in", () => {
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    const chinese = new Map(flat(zh));
    const english = flat(en);
    expect(english.map(([key]) => key).sort()).toEqual([...chinese.keys()].sort());
    for (const [key, text] of english) expect([key, places(text)]).toEqual([key, places(chinese.get(key)!)]);
  });
});
