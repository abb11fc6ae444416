import type { Schedule } from "@/api/types";

/** One figure of two plans. */
export interface Compared {
  name: string;
  before: number;
  after: number;
}

interface Sums {
  own: number;
  external: number;
  parcels: number;
}

/** Sums of a plan's trips by fleet. */
function byFleet(plan: Schedule): Map<string, Sums> {
  const fleets = new Map<string, Sums>();
  for (const trip of plan.trips) {
    const sums = fleets.get(trip.fleet) ?? { own: 0, external: 0, parcels: 0 };
    if (trip.vehicle === null) sums.external++;
    else sums.own++;
    sums.parcels += trip.parcels;
    fleets.set(trip.fleet, sums);
  }
  return fleets;
}

/** Trips of each fleet in both plans, in the order of names. */
export function compareFleets(before: Schedule, after: Schedule): { fleet: string; before: Sums; after: Sums }[] {
  const none = { own: 0, external: 0, parcels: 0 };
  const [first, second] = [byFleet(before), byFleet(after)];
  return [...new Set([...first.keys(), ...second.keys()])]
    .sort((a, b) => a.localeCompare(b, "zh-CN", { numeric: true }))
    .map((fleet) => ({ fleet, before: first.get(fleet) ?? none, after: second.get(fleet) ?? none }));
}

/** Lines by how much their parcels differ, most first; those that do not are left out. */
export function compareLines(before: Schedule, after: Schedule): Compared[] {
  const lines = new Map<string, Compared>();
  const add = (plan: Schedule, side: "before" | "after") => {
    for (const load of plan.trips.flatMap((trip) => trip.loads)) {
      const line = lines.get(load.line) ?? { name: load.line, before: 0, after: 0 };
      line[side] += load.parcels;
      lines.set(load.line, line);
    }
  };
  add(before, "before");
  add(after, "after");
  return [...lines.values()]
    .filter((line) => Math.round(line.after - line.before) !== 0)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}
