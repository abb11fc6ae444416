import { describe, expect, it } from "vitest";
import type { PlanDraft, Trip, TripChange } from "@/api/types";
import {
  lockedTrips,
  lockToggled,
  noWishes,
  redone,
  requestOf,
  tripsWith,
  undone,
  withoutWish,
  withWish,
  type Wish,
} from "./wishes";

const lock = (trip: string): Wish => ({ kind: "LOCK", trip });
const move = (trip: string, departure: string): Wish => ({ kind: "MOVE", trip, departure });
const breakdown: Wish = { kind: "BREAKDOWN", vehicle: "V", from: "05:00" };

function version(...disturbances: PlanDraft["events"][number]["disturbance"][]): PlanDraft {
  return { events: disturbances.map((disturbance) => ({ known: "", disturbance })) } as unknown as PlanDraft;
}

describe("wishes", () => {
  const two = withWish(withWish(noWishes, lock("a")), move("b", "05:00"));

  it("are undone one by one and made again", () => {
    expect(undone(two).now).toEqual([lock("a")]);
    expect(undone(undone(two)).now).toEqual([]);
    expect(redone(redone(undone(undone(two)))).now).toEqual(two.now);
    expect(undone(noWishes)).toBe(noWishes);
    expect(redone(two)).toBe(two);
  });

  it("that follow an undo leave nothing to make again", () => {
    expect(redone(withWish(undone(two), lock("c"))).now).toEqual([lock("a"), lock("c")]);
  });

  it("hold one move of a trip, the last", () => {
    const moved = withWish(two, move("b", "05:10"));
    expect(moved.now).toEqual([lock("a"), move("b", "05:10")]);
    expect(undone(moved).now).toEqual(two.now);
  });

  it("are dropped one at a time, which is undone, too", () => {
    expect(withoutWish(two, 0).now).toEqual([move("b", "05:00")]);
    expect(undone(withoutWish(two, 0)).now).toEqual(two.now);
  });

  it("go to the service as disturbances and released trips", () => {
    expect(requestOf([lock("a"), { kind: "RELEASE", trip: "b" }, breakdown], 500)).toEqual({
      disturbances: [lock("a"), breakdown],
      released: ["b"],
      changePenalty: 500,
    });
  });
});

describe("locks", () => {
  it("are those of the version in force, less what is released, and those wished for", () => {
    const versions = [version(), version(lock("a") as never, lock("b") as never, breakdown as never)];
    expect([...lockedTrips(versions, [{ kind: "RELEASE", trip: "a" }, lock("c")])].sort()).toEqual(["b", "c"]);
    expect(lockedTrips([], []).size).toBe(0);
  });

  it("go on and off with one button, wished for or confirmed before", () => {
    const on = lockToggled(noWishes, "a", []);
    expect(on.now).toEqual([lock("a")]);
    expect(lockToggled(on, "a", []).now).toEqual([]);
    const confirmed = [version(lock("a") as never)];
    const off = lockToggled(noWishes, "a", confirmed);
    expect(off.now).toEqual([{ kind: "RELEASE", trip: "a" }]);
    expect(lockToggled(off, "a", confirmed).now).toEqual([]);
  });
});

describe("a plan with a draft's changes", () => {
  const trip = (id: string, departure = "2026-11-25T03:00") => ({ id, departure }) as unknown as Trip;
  const change = (before: Trip | null, after: Trip | null) => ({ before, after }) as unknown as TripChange;

  it("has changed trips in place of the old, without the cancelled, with the new", () => {
    const later = trip("b", "2026-11-25T04:00");
    const changes = [change(trip("b"), later), change(trip("c"), null), change(null, trip("d"))];
    expect(tripsWith([trip("a"), trip("b"), trip("c")], changes)).toEqual([trip("a"), later, trip("d")]);
  });
});
