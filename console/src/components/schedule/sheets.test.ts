import { describe, expect, it } from "vitest";
import type { Trip } from "@/api/types";
import { csvOf } from "@/text/csv";
import { linesOf } from "./gantt/lanes";
import { findSheets, sheetsOf } from "./sheets";
import { disturbanceOf, emptyForm, faultOf } from "./whatIf";

const lines = linesOf({
  fleets: [],
  lines: [
    {
      line: "场地1 - 站点1 - 0600",
      origin: "场地1",
      site: "站点1",
      fleet: "车队1",
      latestDepartureMinute: 540,
      transitMinutes: 30,
      turnMinutes: 151,
      containerTurnMinutes: 81,
    },
  ],
});

function trip(id: string, vehicle: string | null, departure: string, line = "场地1 - 站点1 - 0600"): Trip {
  return {
    id,
    fleet: vehicle?.split("-")[0] ?? "车队1",
    loads: [{ line, parcels: 400 }],
    departure,
    container: id === "T2",
    vehicle,
    booked: null,
    parcels: 400,
    reason: "",
  };
}

const sheets = sheetsOf(
  [
    trip("T3", "车队1-10", "2026-11-25T05:00"),
    trip("T2", "车队1-2", "2026-11-25T02:00"),
    trip("T1", "车队1-2", "2026-11-24T22:00", "场地9 - 站点8 - 1400"),
    trip("T4", null, "2026-11-25T03:00"),
    trip("T5", "车队2-1", "2026-11-25T03:00"),
  ],
  "2026-11-25",
  lines,
);

describe("drivers' sheets", () => {
  it("are one for each own vehicle with a trip, in the order of their numbers", () => {
    expect(sheets.map((sheet) => sheet.vehicle)).toEqual(["车队1-2", "车队1-10", "车队2-1"]);
  });

  it("tell a vehicle's trips in order, with times, places, parcels and container", () => {
    expect(sheets[0]?.parcels).toBe(800);
    expect(sheets[0]?.trips.map((one) => [one.id, one.departure, one.dayBefore, one.container])).toEqual([
      ["T1", "22:00", true, false],
      ["T2", "02:00", false, true],
    ]);
    expect(sheets[0]?.trips[1]).toMatchObject({ arrival: "02:30", origin: "场地1", stops: [{ site: "站点1" }] });
  });

  it("name the places of a line that the network no longer has", () => {
    expect(sheets[0]?.trips[0]).toMatchObject({ origin: "场地9", stops: [{ site: "站点8", parcels: 400 }] });
  });

  it("are found by fleet and vehicle", () => {
    expect(findSheets(sheets, "车队1", "").length).toBe(2);
    expect(findSheets(sheets, "", " 车队1-2 ").map((sheet) => sheet.vehicle)).toEqual(["车队1-2"]);
  });
});

describe("a CSV file", () => {
  it("quotes what must be quoted and keeps texts from being formulas", () => {
    expect(
      csvOf([
        ["a,b", 'c"d', 1.5],
        ["=1+1", "e", -2],
      ]),
    ).toBe('\ufeff"a,b","c""d",1.5\r\n\'=1+1,e,-2\r\n');
  });
});

describe("the form of disturbances", () => {
  const whole = (time: string) => `D${time}`;

  it("says what is missing", () => {
    expect(faultOf(emptyForm())).toBe("vehicle");
    expect(faultOf({ ...emptyForm(), vehicle: "V" })).toBe("time");
    expect(faultOf({ ...emptyForm(), vehicle: "V", from: "06:00", to: "05:00" })).toBe("span");
    expect(faultOf({ ...emptyForm(), vehicle: "V", from: "22:00", to: "05:00" })).toBeNull();
    expect(faultOf({ ...emptyForm(), kind: "ROAD_CLOSURE", from: "05:00" })).toBe("road");
    expect(faultOf({ ...emptyForm(), kind: "VOLUME_CHANGE" })).toBe("lines");
    expect(faultOf({ ...emptyForm(), kind: "VOLUME_CHANGE", lines: ["L"], percent: "" })).toBe("percent");
    expect(faultOf({ ...emptyForm(), kind: "LATE_VOLUME", lines: ["L"], minutes: 0.5 })).toBe("minutes");
  });

  it("becomes what the service understands", () => {
    expect(disturbanceOf({ ...emptyForm(), vehicle: "V", from: "05:00" }, whole)).toEqual({
      kind: "BREAKDOWN",
      vehicle: "V",
      from: "D05:00",
    });
    expect(
      disturbanceOf({ ...emptyForm(), kind: "ROAD_CLOSURE", road: "场地1→站点1", from: "05:00", to: "06:00" }, whole),
    ).toEqual({ kind: "ROAD_CLOSURE", origin: "场地1", site: "站点1", from: "D05:00", to: "D06:00" });
    expect(disturbanceOf({ ...emptyForm(), kind: "VOLUME_CHANGE", lines: ["L"], percent: "50" }, whole)).toEqual({
      kind: "VOLUME_CHANGE",
      lines: ["L"],
      factor: 1.5,
    });
    expect(disturbanceOf({ ...emptyForm(), kind: "LATE_VOLUME", lines: ["L"], minutes: "20" }, whole)).toEqual({
      kind: "LATE_VOLUME",
      lines: ["L"],
      minutes: 20,
    });
  });
});
