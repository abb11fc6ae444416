import type { Kpis, PlanObjective } from "@/api/types";

export type Goal = "cost" | "fewestExternal" | "weighted";

/** What the service calls the fewest external trips first, and of those plans the cheapest. */
export const FEWEST_EXTERNAL: PlanObjective = { ownTripBonus: 0, externalTripPenalty: 10_000 };

export function goalOf(objective: PlanObjective): Goal {
  if (objective.ownTripBonus === 0 && objective.externalTripPenalty === 0) return "cost";
  const { ownTripBonus, externalTripPenalty } = FEWEST_EXTERNAL;
  return objective.ownTripBonus === ownTripBonus && objective.externalTripPenalty === externalTripPenalty
    ? "fewestExternal"
    : "weighted";
}

/** The objective's value of a plan above its proven lower bound, as a part of the bound; null without a bound. */
export function gapOf(kpis: Kpis, objective: PlanObjective): number | null {
  const value =
    kpis.totalCost - objective.ownTripBonus * kpis.ownTrips + objective.externalTripPenalty * kpis.externalTrips;
  return kpis.lowerBound > 0 ? value / kpis.lowerBound - 1 : null;
}
