import type { Trip, Wave } from "@/api/types";

export interface TripFilter {
  text: string;
  fleet: string;
  wave: Wave | "";
  kind: "all" | "own" | "external";
}

export type TripOrder = { by: "departure" | "parcels"; descending: boolean };

export const noFilter: Readonly<TripFilter> = { text: "", fleet: "", wave: "", kind: "all" };

/** The wave a trip serves: its lines' codes end with it. */
export function waveOf(trip: Trip): Wave | null {
  const code = /(0600|1400)$/.exec(trip.loads[0]?.line ?? "");
  return code === null ? null : (code[1] as Wave);
}

/** A trip's id without its fleet, which stands beside it. */
export function shortId(trip: Trip): string {
  return trip.id.startsWith(`${trip.fleet}-`) ? trip.id.slice(trip.fleet.length + 1) : trip.id;
}

/** Trips whose fields hold every word of the text; a line's whole code finds the trips of that line alone. */
export function filterTrips(trips: readonly Trip[], filter: TripFilter): Trip[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const code = filter.text.trim();
  const isLine = trips.some((trip) => trip.loads.some((load) => load.line === code));
  return trips.filter((trip) => {
    if (filter.fleet !== "" && trip.fleet !== filter.fleet) return false;
    if (filter.wave !== "" && waveOf(trip) !== filter.wave) return false;
    if (filter.kind !== "all" && (trip.vehicle !== null) !== (filter.kind === "own")) return false;
    if (isLine) return trip.loads.some((load) => load.line === code);
    const text = [trip.id, trip.fleet, trip.vehicle ?? "", trip.reason, ...trip.loads.map((load) => load.line)];
    const haystack = text.join(" ").toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}

export function orderTrips(trips: readonly Trip[], order: TripOrder): Trip[] {
  const sign = order.descending ? -1 : 1;
  return [...trips].sort((a, b) => {
    const primary = order.by === "parcels" ? a.parcels - b.parcels : a.departure.localeCompare(b.departure);
    return sign * primary || a.id.localeCompare(b.id);
  });
}

export function fleetsOf(trips: readonly Trip[]): string[] {
  return [...new Set(trips.map((trip) => trip.fleet))].sort((a, b) => a.localeCompare(b, "zh-CN", { numeric: true }));
}
