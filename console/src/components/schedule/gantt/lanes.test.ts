import { describe, expect, it } from "vitest";
import type { ScheduleNetwork, Trip } from "@/api/types";
import { barOf, lanesOf, linesOf, quickFaults, spanOf } from "./lanes";

const DATE = "2026-11-25";

const network: ScheduleNetwork = {
  fleets: [{ fleet: "车队1", vehicles: ["车队1-1", "车队1-2", "车队1-10"] }],
  lines: ["1", "2"].map((n) => ({
    line: `场地1 - 站点${n} - 0600`,
    origin: "场地1",
    site: `站点${n}`,
    fleet: "车队1",
    latestDepartureMinute: 540,
    transitMinutes: 30 * Number(n),
    turnMinutes: 60 * Number(n) + 91,
    containerTurnMinutes: 60 * Number(n) + 21,
  })),
};
const lines = linesOf(network);

function trip(id: string, departure: string, vehicle: string | null, changes: Partial<Trip> = {}): Trip {
  return {
    id,
    fleet: "车队1",
    loads: [{ line: "场地1 - 站点1 - 0600", parcels: 100 }],
    departure: `${DATE}T${departure}`,
    container: false,
    vehicle,
    booked: null,
    parcels: 100,
    reason: "",
    ...changes,
  };
}
const bar = (...given: Parameters<typeof trip>) => barOf(trip(...given), DATE, lines);

describe("a trip on the time axis", () => {
  it("of an own vehicle is away, back, and loaded again for a while", () => {
    expect(bar("a", "03:00", "车队1-1")).toMatchObject({ start: 360, arrival: 390, back: 465.5, free: 511 });
    expect(bar("a", "03:00", "车队1-1", { container: true })).toMatchObject({ free: 441 });
  });

  it("takes as long as its longest line", () => {
    const loads = ["1", "2"].map((n) => ({ line: `场地1 - 站点${n} - 0600`, parcels: 1 }));
    expect(bar("a", "03:00", "车队1-1", { loads })).toMatchObject({ arrival: 420, free: 571 });
  });

  it("of a carrier ends at its site", () => {
    expect(bar("a", "03:00", null)).toMatchObject({ start: 360, arrival: 390, free: 390 });
  });

  it("of a line that is no more still has a length", () => {
    const gone = bar("a", "03:00", "车队1-1", { loads: [{ line: "旧线", parcels: 1 }] });
    expect(gone.free).toBeGreaterThan(gone.start);
  });
});

describe("lanes", () => {
  const bars = [
    bar("a", "03:00", "车队1-10"),
    bar("b", "01:00", "车队1-2"),
    bar("c", "06:00", "车队1-2"),
    bar("d", "03:00", null),
    bar("e", "03:10", null),
    bar("f", "03:30", null),
  ];
  const open = { idle: false, folded: new Set<string>() };

  it("are one for each vehicle, in the order of their numbers, then as few as hold the external trips", () => {
    const lanes = lanesOf(bars, network, open);
    expect(lanes.map((lane) => [lane.kind, lane.vehicle, lane.bars.map((one) => one.trip.id)])).toEqual([
      ["fleet", "", ["b", "a", "d", "e", "f", "c"]],
      ["vehicle", "车队1-2", ["b", "c"]],
      ["vehicle", "车队1-10", ["a"]],
      ["external", "", ["d", "f"]],
      ["external", "", ["e"]],
    ]);
  });

  it("show idle vehicles when asked to, and of a folded fleet its heading alone", () => {
    const vehicles = lanesOf(bars, network, { ...open, idle: true }).filter((lane) => lane.kind === "vehicle");
    expect(vehicles.map((lane) => lane.vehicle)).toEqual(["车队1-1", "车队1-2", "车队1-10"]);
    expect(lanesOf(bars, network, { idle: true, folded: new Set(["车队1"]) }).map((lane) => lane.kind)).toEqual([
      "fleet",
    ]);
  });

  it("hold every trip of a large random day once, no two of a lane at one time", () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    const many = Array.from({ length: 600 }, (_, i) => {
      const minute = random(1200);
      const at = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
      return bar(`t${i}`, at, null);
    });
    const lanes = lanesOf(many, network, open).filter((lane) => lane.kind === "external");
    expect(
      lanes
        .flatMap((lane) => lane.bars)
        .map((one) => one.trip.id)
        .sort(),
    ).toEqual(many.map((one) => one.trip.id).sort());
    for (const lane of lanes)
      lane.bars.forEach((one, i) => expect(one.start).toBeGreaterThanOrEqual(lane.bars[i - 1]?.free ?? 0));
  });

  it("span the day's trips on whole half hours", () => {
    expect(spanOf(bars)).toEqual({ from: 210, to: 750 });
    expect(spanOf([])).toEqual({ from: 0, to: 1440 });
  });
});

describe("what is said of a departure at once", () => {
  const mine = bar("a", "03:00", "车队1-1");
  const other = bar("b", "07:00", "车队1-1");
  const all = [mine, other];

  it("is nothing when all is well", () => {
    expect(quickFaults(mine, 370, all, lines, -1)).toEqual([]);
  });

  it("is that a line's latest departure is before", () => {
    expect(quickFaults(bar("c", "03:00", null), 541, all, lines, -1)).toEqual([
      { fault: "late", line: "场地1 - 站点1 - 0600", minute: 540 },
    ]);
  });

  it("is that its vehicle is on another trip", () => {
    expect(quickFaults(mine, 450, all, lines, -1)).toEqual([{ fault: "busy", trip: "b" }]);
  });

  it("is that it has left, or would leave in the past", () => {
    expect(quickFaults(mine, 370, all, lines, 360)[0]).toEqual({ fault: "left" });
    expect(quickFaults(mine, 300, all, lines, 310)[0]).toEqual({ fault: "left" });
  });
});
