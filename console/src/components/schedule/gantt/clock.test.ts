import { describe, expect, it } from "vitest";
import { clockMinute, dateTimeOf, minuteOf, minuteOfTime, ticks, timeOf } from "./clock";

describe("minutes of a planning day", () => {
  it("count from 21:00 of the day before", () => {
    expect(minuteOf("2026-11-25", "2026-11-24T21:00")).toBe(0);
    expect(minuteOf("2026-11-25", "2026-11-25T03:10:00")).toBe(370);
    expect(minuteOf("2026-03-01", "2026-02-28T22:30")).toBe(90);
  });

  it("become times again", () => {
    for (const minute of [-30, 0, 179, 180, 540, 1439, 1440]) {
      expect(minuteOf("2026-11-25", dateTimeOf("2026-11-25", minute))).toBe(minute);
    }
    expect(timeOf(0)).toBe("21:00");
    expect(timeOf(540)).toBe("06:00");
    expect(timeOf(1440)).toBe("21:00");
    expect(timeOf(-60)).toBe("20:00");
  });

  it("are read from times as people write them", () => {
    expect(["5:40", "05:40", "0540", "05：40 "].map(minuteOfTime)).toEqual([520, 520, 520, 520]);
    expect(minuteOfTime("22:40")).toBe(100);
    for (const text of ["", "25:00", "05:60", "5", "noon"]) expect(minuteOfTime(text)).toBeNull();
  });

  it("follow the clock of Shanghai wherever the page is", () => {
    expect(clockMinute("2026-11-25", new Date("2026-11-24T13:00:00Z"))).toBe(0);
    expect(clockMinute("2026-11-25", new Date("2026-11-24T12:59:00Z"))).toBe(-1);
  });
});

describe("the axis", () => {
  it("has labels on whole hours or parts of them, far enough apart", () => {
    expect(ticks(50, 250, 1, 56)).toEqual([60, 120, 180, 240]);
    expect(ticks(50, 100, 6, 56)).toEqual([50, 60, 70, 80, 90, 100]);
    expect(ticks(0, 1440, 0.1, 56)).toEqual([0, 360, 720, 1080, 1440]);
  });
});
