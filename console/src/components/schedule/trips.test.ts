import { describe, expect, it } from "vitest";
import type { Trip } from "@/api/types";
import { filterTrips, fleetsOf, noFilter, orderTrips, shortId, waveOf } from "./trips";

function trip(id: string, changes: Partial<Trip> = {}): Trip {
  return {
    id,
    fleet: "车队1",
    loads: [{ line: `场地1 - 站点${id} - 0600`, parcels: 100 }],
    departure: "2026-11-25T03:10",
    container: false,
    vehicle: "V1",
    booked: null,
    parcels: 100,
    reason: "满载",
    ...changes,
  };
}

const trips = [
  trip("1"),
  trip("2", { vehicle: null, reason: "外部：无空闲自有车", departure: "2026-11-24T22:00", parcels: 300 }),
  trip("3", { fleet: "车队10", loads: [{ line: "场地2 - 站点83 - 1400", parcels: 1 }] }),
  trip("4", { fleet: "车队2", loads: [{ line: "无波次", parcels: 1 }] }),
];
const ids = (list: readonly Trip[]) => list.map((item) => item.id);

describe("filters", () => {
  it("let everything through when empty", () => {
    expect(filterTrips(trips, noFilter)).toEqual(trips);
  });

  it("each narrow by their own field", () => {
    expect(ids(filterTrips(trips, { ...noFilter, fleet: "车队1" }))).toEqual(["1", "2"]);
    expect(ids(filterTrips(trips, { ...noFilter, wave: "1400" }))).toEqual(["3"]);
    expect(ids(filterTrips(trips, { ...noFilter, kind: "external" }))).toEqual(["2"]);
    expect(ids(filterTrips(trips, { ...noFilter, kind: "own" }))).toEqual(["1", "3", "4"]);
  });

  it("need every word of a search, in any field and case", () => {
    expect(ids(filterTrips(trips, { ...noFilter, text: "v1 站点83" }))).toEqual(["3"]);
    expect(ids(filterTrips(trips, { ...noFilter, text: " 外部 " }))).toEqual(["2"]);
    expect(filterTrips(trips, { ...noFilter, text: "站点83 外部" })).toEqual([]);
  });

  it("take a line's whole code for that line, whatever else holds its words", () => {
    const afternoon = { loads: [{ line: "场地1 - 站点1 - 1400", parcels: 1 }], reason: "接 0600 波次" };
    expect(ids(filterTrips([...trips, trip("5", afternoon)], { ...noFilter, text: "场地1 - 站点1 - 0600 " }))).toEqual([
      "1",
    ]);
  });
});

describe("trips", () => {
  it("belong to the wave of their lines", () => {
    expect(trips.map(waveOf)).toEqual(["0600", "0600", "1400", null]);
  });

  it("are ordered across midnight, ties by id, without changing the list", () => {
    const before = [...trips];
    expect(ids(orderTrips(trips, { by: "departure", descending: false }))).toEqual(["2", "1", "3", "4"]);
    expect(ids(orderTrips(trips, { by: "parcels", descending: true }))).toEqual(["2", "1", "3", "4"]);
    expect(trips).toEqual(before);
  });

  it("are called by what their fleet does not say", () => {
    expect(shortId(trip("车队1-T7"))).toBe("T7");
    expect(shortId(trip("车队10-T7"))).toBe("车队10-T7");
  });

  it("name their fleets in the order of their numbers", () => {
    expect(fleetsOf(trips)).toEqual(["车队1", "车队2", "车队10"]);
  });
});
