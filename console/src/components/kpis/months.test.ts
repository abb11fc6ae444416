import { describe, expect, it } from "vitest";
import { addMonths } from "./months";

describe("months", () => {
  it("are counted across years", () => {
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(addMonths("2026-11", 2)).toBe("2027-01");
    expect(addMonths("2026-10", -24)).toBe("2024-10");
    expect(addMonths("2026-10", 0)).toBe("2026-10");
  });
});
