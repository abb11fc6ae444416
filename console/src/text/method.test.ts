import { describe, expect, it } from "vitest";
import { createI18n } from "vue-i18n";
import zh from "@/i18n/zh-CN";
import { basisText, methodText } from "./method";

const { t, te } = createI18n({ legacy: false, locale: "zh", messages: { zh } }).global;

describe("methods and bases in Chinese", () => {
  it("names every model of a combination, and leaves one that it does not know", () => {
    expect(methodText("CES + boosted trees", t, te)).toBe("复指数平滑 + 提升树");
    expect(methodText("prophecy", t, te)).toBe("prophecy");
  });

  it("says what a line's forecast rests on", () => {
    expect(basisText("pre-known 1200 × ratio 1.05", t)).toBe("预知量 1200 × 比率 1.05");
    expect(basisText("no pre-known volume; median of 12 days", t)).toBe("无预知量，取 12 日中位数");
    expect(basisText("nothing known", t)).toBe("没有资料");
    expect(basisText("something new", t)).toBe("something new");
  });
});
