import { expect, test } from "vitest";
import type { Kpis } from "@/api/types";
import { FEWEST_EXTERNAL, gapOf, goalOf } from "./settings";

const kpis: Kpis = {
  totalCost: 900,
  lowerBound: 1_000,
  ownVehicleTurnover: 2,
  parcelsPerVehicle: 5,
  ownVehicles: 1,
  ownTrips: 4,
  externalTrips: 3,
  combinedTrips: 0,
  parcels: 9,
};

test("an objective is named by its weights", () => {
  expect(goalOf({ ownTripBonus: 0, externalTripPenalty: 0 })).toBe("cost");
  expect(goalOf({ ...FEWEST_EXTERNAL })).toBe("fewestExternal");
  expect(goalOf({ ownTripBonus: 1, externalTripPenalty: 0 })).toBe("weighted");
});

test("the gap is that of the objective, not of the cost alone", () => {
  expect(gapOf(kpis, { ownTripBonus: 25, externalTripPenalty: 100 })).toBeCloseTo(0.1);
  expect(gapOf({ ...kpis, lowerBound: 0 }, { ownTripBonus: 0, externalTripPenalty: 0 })).toBeNull();
});
