import type { ScheduleLine, ScheduleNetwork, Trip } from "@/api/types";
import { fleetsOf } from "../trips";
import { minuteOf } from "./clock";

/** A trip on the time axis; minutes of the planning day. */
export interface Bar {
  trip: Trip;
  start: number;
  /** At its furthest site. */
  arrival: number;
  /** Back at its origin; of an external trip its arrival, for it need not come back. */
  back: number;
  /** From when its vehicle may leave again. */
  free: number;
}

export interface Lane {
  kind: "fleet" | "vehicle" | "external";
  fleet: string;
  /** An own vehicle's id; empty for other lanes. */
  vehicle: string;
  /** In the order of their start; none overlaps another unless the plan itself is broken. */
  bars: Bar[];
}

/** How long a trip is on its way where no line of it is known any more. */
const UNKNOWN_TRANSIT = 60;

/** Lines by their codes. */
export type Lines = ReadonlyMap<string, ScheduleLine>;

export function linesOf(network: ScheduleNetwork | null): Lines {
  return new Map((network?.lines ?? []).map((line) => [line.line, line]));
}

export function barOf(trip: Trip, date: string, lines: Lines): Bar {
  const start = minuteOf(date, trip.departure);
  const known = trip.loads.map((load) => lines.get(load.line)).filter((line) => line !== undefined);
  const longest = (of: (line: ScheduleLine) => number, otherwise: number) =>
    known.length === 0 ? otherwise : Math.max(...known.map(of));
  const transit = longest((line) => line.transitMinutes, UNKNOWN_TRANSIT);
  const arrival = start + transit;
  if (trip.vehicle === null) return { trip, start, arrival, back: arrival, free: arrival };
  const turn = longest((line) => (trip.container ? line.containerTurnMinutes : line.turnMinutes), 2 * transit);
  // Of what a turn takes beside the way, half is unloading at the site, half is loading for the next.
  return { trip, start, arrival, back: start + transit + turn / 2, free: start + turn };
}

export interface LaneOptions {
  /** Whether vehicles without a trip have a lane too. */
  idle: boolean;
  /** Fleets of which only the heading is shown. */
  folded: ReadonlySet<string>;
}

/** A heading for each fleet, a lane for each own vehicle, and as few lanes as hold the external trips side by side. */
export function lanesOf(bars: readonly Bar[], network: ScheduleNetwork | null, options: LaneOptions): Lane[] {
  const lanes: Lane[] = [];
  for (const fleet of fleetsOf(bars.map((bar) => bar.trip))) {
    const own = bars.filter((bar) => bar.trip.fleet === fleet).sort((a, b) => a.start - b.start);
    lanes.push({ kind: "fleet", fleet, vehicle: "", bars: own });
    if (options.folded.has(fleet)) continue;
    const vehicles = new Map<string, Bar[]>();
    if (options.idle)
      for (const vehicle of network?.fleets.find((one) => one.fleet === fleet)?.vehicles ?? [])
        vehicles.set(vehicle, []);
    for (const bar of own) {
      if (bar.trip.vehicle === null) continue;
      const of = vehicles.get(bar.trip.vehicle);
      if (of === undefined) vehicles.set(bar.trip.vehicle, [bar]);
      else of.push(bar);
    }
    const byNumber = [...vehicles].sort(([a], [b]) => a.localeCompare(b, "zh-CN", { numeric: true }));
    for (const [vehicle, its] of byNumber) lanes.push({ kind: "vehicle", fleet, vehicle, bars: its });
    for (const its of packed(own.filter((bar) => bar.trip.vehicle === null)))
      lanes.push({ kind: "external", fleet, vehicle: "", bars: its });
  }
  return lanes;
}

/** Interval partitioning: bars in the order of their start, each into the first lane that is free. */
function packed(bars: readonly Bar[]): Bar[][] {
  const lanes: Bar[][] = [];
  for (const bar of bars) {
    const lane = lanes.find((one) => one[one.length - 1]!.free <= bar.start);
    if (lane === undefined) lanes.push([bar]);
    else lane.push(bar);
  }
  return lanes;
}

/** The part of the day that the bars take, with half an hour around it, on whole half hours. */
export function spanOf(bars: readonly Bar[]): { from: number; to: number } {
  if (bars.length === 0) return { from: 0, to: 1440 };
  const first = Math.min(...bars.map((bar) => bar.start));
  const last = Math.max(...bars.map((bar) => bar.free));
  return { from: Math.floor(first / 30 - 1) * 30, to: Math.ceil(last / 30 + 1) * 30 };
}

export type QuickFault =
  { fault: "left" } | { fault: "late"; line: string; minute: number } | { fault: "busy"; trip: string };

/**
 * What can be said of a departure at once, while a trip is dragged: it has left or the minute is past, a line's latest departure is
 * before, or its own vehicle is on another trip (then another vehicle goes). The service's answer alone decides.
 */
export function quickFaults(bar: Bar, to: number, all: readonly Bar[], lines: Lines, now: number): QuickFault[] {
  const faults: QuickFault[] = [];
  if (bar.start <= now || to <= now) faults.push({ fault: "left" });
  const tight = bar.trip.loads
    .map((load) => lines.get(load.line))
    .filter((line) => line !== undefined)
    .sort((a, b) => a.latestDepartureMinute - b.latestDepartureMinute)[0];
  if (tight !== undefined && to > tight.latestDepartureMinute)
    faults.push({ fault: "late", line: tight.line, minute: tight.latestDepartureMinute });
  if (bar.trip.vehicle !== null) {
    const free = to + bar.free - bar.start;
    const other = all.find(
      (one) =>
        one.trip.vehicle === bar.trip.vehicle && one.trip.id !== bar.trip.id && one.start < free && to < one.free,
    );
    if (other !== undefined) faults.push({ fault: "busy", trip: other.trip.id });
  }
  return faults;
}
