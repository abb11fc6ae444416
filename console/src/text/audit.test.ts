import { describe, expect, it } from "vitest";
import { detailText, requestText } from "./audit";

const told = (key: string, values: Record<string, string>) =>
  [key.split(".").pop(), ...Object.values(values).filter(Boolean)].join(" ");

describe("what is written down of a request", () => {
  it("has the page's words", () => {
    expect(requestText("PUT /api/v1/model", told)).toBe("modelChosen");
    expect(requestText("POST /api/v1/schedules/2026-11-28/drafts/7/confirm", told)).toBe("draftConfirmed 2026-11-28 7");
    expect(requestText("POST /api/v1/unknown", told)).toBe("POST /api/v1/unknown");
  });

  it("says whether it was done", () => {
    expect(detailText("POST /api/v1/imports", "200 preknown.csv", told)).toBe("done · preknown.csv");
    expect(detailText("PUT /api/v1/model", "409", told)).toBe("refused 409");
    expect(detailText("USER_DELETED", "200", told)).toBe("200");
  });
});
