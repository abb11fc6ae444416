import { describe, expect, it } from "vitest";
import { reasonText } from "./reason";
import { runDetail } from "./runDetail";

const told = (key: string, values: Record<string, string>) =>
  key.endsWith(".and") ? " | " : [key.split(".").pop(), ...Object.values(values).filter(Boolean)].join(" ");

describe("what the service says in one language", () => {
  it("of a run's steps has the page's words, part by part", () => {
    expect(
      runDetail("2,058 series for 14 days and 480 line-days, from volumes until 2026-11-26; 0 drift alarms", told),
    ).toBe("forecast 2,058 14 480 2026-11-26 | drift 0");
    expect(
      runDetail("2026-11-27: 436 trips, cost 37,355; tiers of 2026-11-27: 1749 trips, cost 83,694, bound 83,045", told),
    ).toBe("plan 2026-11-27 436 37,355 | tiers 2026-11-27 1749 83,694 83,045");
    expect(runDetail("disk full", told)).toBe("disk full");
  });

  it("of a trip's reason has them, too, an external trip's in both parts", () => {
    expect(reasonText("满载发车", told)).toBe("full");
    expect(reasonText("尾量合并(3条线)", told)).toBe("combined 3");
    expect(reasonText("外部承运:该时段自有车均在途(尾量合并(2条线))", told)).toBe("external away combined 2");
    expect(reasonText("改由外部承运", told)).toBe("改由外部承运");
  });
});
