import { expect, it } from "vitest";
import { whyQuestion } from "./whyQuestion";

it("asks why a KPI changed in the page's language where the KPI has a name in it", () => {
  const kpi = { zh: "时限准时率" };
  expect(whyQuestion(kpi, ["准时率", "on-time rate"], "2026-10", "en")).toBe(
    "Why did on-time rate change in October 2026?",
  );
  expect(whyQuestion(kpi, ["准时率"], "2026-10", "en")).toBe("为什么2026年10月时限准时率变了");
  expect(whyQuestion(kpi, ["on-time rate"], "2026-10", "zh-CN")).toBe("为什么2026年10月时限准时率变了");
});
