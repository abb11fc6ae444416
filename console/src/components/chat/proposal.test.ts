import { describe, expect, it } from "vitest";
import { proposalOf } from "./proposal";

const costs = { date: "2026-11-27", costBefore: 100, costAfter: 90 };

describe("what an answer proposes", () => {
  it("is a draft of a plan", () => {
    expect(proposalOf({ ...costs, draft: 7, confirm: "/x" })).toEqual({
      kind: "plan",
      date: "2026-11-27",
      before: 100,
      after: 90,
      draft: 7,
    });
  });

  it("is settings that were tried, put to no other path", () => {
    const trial = { container: true };
    expect(proposalOf({ ...costs, trial, put: "/api/v1/schedules/settings" })).toMatchObject({
      kind: "settings",
      trial,
      put: "/schedules/settings",
    });
    expect(proposalOf({ ...costs, trial, put: "/api/v1/users" })).toBeNull();
  });

  it("is nothing where there is neither", () => {
    expect(proposalOf(null)).toBeNull();
    expect(proposalOf({})).toBeNull();
    expect(proposalOf({ draft: 7 })).toBeNull();
  });
});
