import { describe, expect, it } from "vitest";
import type { Schedule } from "@/api/types";
import { compareFleets, compareLines } from "./comparePlans";

const plan = (...trips: [fleet: string, vehicle: string | null, line: string, parcels: number][]) =>
  ({
    trips: trips.map(([fleet, vehicle, line, parcels]) => ({ fleet, vehicle, parcels, loads: [{ line, parcels }] })),
  }) as unknown as Schedule;

const before = plan(["车队10", "v1", "a", 100], ["车队2", null, "b", 50], ["车队2", null, "c", 5]);
const after = plan(["车队10", "v1", "a", 40], ["车队10", null, "a", 70], ["车队2", "v2", "b", 50]);

describe("two plans", () => {
  it("have own and external trips by fleet, also where only one has the fleet", () => {
    expect(compareFleets(before, after)).toEqual([
      { fleet: "车队2", before: { own: 0, external: 2, parcels: 55 }, after: { own: 1, external: 0, parcels: 50 } },
      { fleet: "车队10", before: { own: 1, external: 0, parcels: 100 }, after: { own: 1, external: 1, parcels: 110 } },
    ]);
  });

  it("have lines by how much they differ, without those that do not", () => {
    expect(compareLines(before, after)).toEqual([
      { name: "a", before: 100, after: 110 },
      { name: "c", before: 5, after: 0 },
    ]);
  });
});
