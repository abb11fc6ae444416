import type { Trip } from "@/api/types";
import { timeOf } from "./gantt/clock";
import { barOf, type Lines } from "./gantt/lanes";
import { shortId } from "./trips";

/** 出车单: what a driver of an own vehicle needs for the day. */
export interface Sheet {
  vehicle: string;
  fleet: string;
  trips: SheetTrip[];
  parcels: number;
}

export interface SheetTrip {
  /** Without the fleet, which stands above. */
  id: string;
  departure: string;
  /** The evening before the day. */
  dayBefore: boolean;
  arrival: string;
  back: string;
  origin: string;
  stops: { line: string; site: string; parcels: number }[];
  container: boolean;
  parcels: number;
}

/** One sheet for each own vehicle that has a trip, its trips in the order of their departures. */
export function sheetsOf(trips: readonly Trip[], date: string, lines: Lines): Sheet[] {
  const sheets = new Map<string, Sheet>();
  for (const trip of [...trips].sort((a, b) => a.departure.localeCompare(b.departure) || a.id.localeCompare(b.id))) {
    if (trip.vehicle === null) continue;
    const sheet = sheets.get(trip.vehicle) ?? { vehicle: trip.vehicle, fleet: trip.fleet, trips: [], parcels: 0 };
    sheets.set(trip.vehicle, sheet);
    const bar = barOf(trip, date, lines);
    const first = lines.get(trip.loads[0]?.line ?? "");
    sheet.parcels += trip.parcels;
    sheet.trips.push({
      id: shortId(trip),
      departure: trip.departure.slice(11, 16),
      dayBefore: trip.departure.slice(0, 10) < date,
      arrival: timeOf(bar.arrival),
      back: timeOf(bar.back),
      origin: first?.origin ?? placesOf(trip.loads[0]?.line ?? "")[0],
      stops: trip.loads.map((load) => ({
        line: load.line,
        site: lines.get(load.line)?.site ?? placesOf(load.line)[1],
        parcels: load.parcels,
      })),
      container: trip.container,
      parcels: trip.parcels,
    });
  }
  return [...sheets.values()].sort((a, b) => a.vehicle.localeCompare(b.vehicle, "zh-CN", { numeric: true }));
}

/** Origin and site as a line's code names them: 场地3 - 站点83 - 0600. */
function placesOf(code: string): [string, string] {
  const parts = code.split(" - ");
  return [parts[0] ?? "", parts[1] ?? code];
}

/** Sheets of a fleet, or of all, whose vehicle has the words in its name. */
export function findSheets(sheets: readonly Sheet[], fleet: string, text: string): Sheet[] {
  const wanted = text.trim().toLowerCase();
  return sheets.filter(
    (sheet) => (fleet === "" || sheet.fleet === fleet) && sheet.vehicle.toLowerCase().includes(wanted),
  );
}
