import { describe, expect, it } from "vitest";
import type { NodeForecast, Outlook } from "@/api/types";
import { signalsOf, type Facts } from "./signals";

const nothing: Facts = {
  today: "2026-11-26",
  status: null,
  run: null,
  outlook: null,
  drift: null,
  targets: null,
};

const outlook = (known: Partial<Outlook>): Outlook => ({
  planDays: [],
  day: null,
  hubs: [],
  parks: [],
  plan: null,
  reviews: [],
  ...known,
});

function point(mean: number, hi: number): NodeForecast {
  return {
    nodeId: "C0",
    nodeName: "云川市分拨中心",
    tier: "CITY",
    direction: "DELIVERY",
    date: "2026-11-27",
    mean,
    intervals: [{ levelPercent: 95, lo: 0, hi }],
    model: "m",
    explanation: {
      level: mean,
      season: 0,
      festival: 0,
      shopping: 0,
      preknown: 0,
      rest: 0,
      event: "",
      chinese: "",
      english: "",
    },
  };
}

const target = {
  id: "hubCapacityPerDay",
  nameZh: "分拨中心日处理能力",
  nameEn: "hub capacity a day",
  scope: "CITY" as const,
  unit: "件/日",
  due: "2026-12-31",
  target: 100,
  direction: "AT_LEAST" as const,
  paragraph: "二、（一）",
  value: 100,
  asOf: null,
};

function status(dataCutOff: string) {
  return {
    synthetic: true,
    dataCutOff,
    runId: 1,
    publishedAt: null,
    model: { name: "none", state: "NONE" as const },
    documents: 1,
  };
}

const kinds = (facts: Partial<Facts>) => signalsOf({ ...nothing, ...facts }, "ADMIN").map((one) => one.kind);
const levels = (facts: Partial<Facts>) => signalsOf({ ...nothing, ...facts }, "ADMIN").map((one) => one.level);

describe("what needs a person", () => {
  it("is nothing where nothing is known, and where all is well", () => {
    expect(kinds({})).toEqual([]);
    expect(
      kinds({
        status: status("2026-11-25"),
        outlook: outlook({ planDays: ["2026-11-27", "2026-11-26"], hubs: [point(50, 60)] }),
        targets: [target],
      }),
    ).toEqual([]);
  });

  it("are data that are a day late, more so when they are later", () => {
    expect(levels({ status: status("2026-11-24") })).toEqual(["warn"]);
    expect(levels({ status: status("2026-11-20") })).toEqual(["urgent"]);
  });

  it("is a run that failed, with its step and reason", () => {
    const steps = [
      { name: "FORECAST" as const, status: "FAILED" as const, startedAt: null, finishedAt: null, detail: "disk full" },
    ];
    const run = {
      id: 7,
      dataCutOff: "2026-11-25",
      startedBy: "schedule",
      status: "FAILED" as const,
      startedAt: "2026-11-26T13:00:00Z",
      finishedAt: null,
      steps,
    };
    expect(signalsOf({ ...nothing, run }, "ADMIN")[0]?.values).toEqual({
      run: 7,
      step: "FORECAST",
      detail: "disk full",
    });
  });

  it("is a day without a plan", () => {
    expect(kinds({ outlook: outlook({ planDays: ["2026-11-26"] }) })).toEqual(["plan"]);
    expect(kinds({ outlook: outlook({}) })).toEqual([]);
  });

  it("is a hub that may be over what it can handle, more so when it is expected to be", () => {
    expect(levels({ targets: [target], outlook: outlook({ hubs: [point(90, 110)] }) })).toEqual(["warn"]);
    expect(levels({ targets: [target], outlook: outlook({ hubs: [point(101, 110)] }) })).toEqual(["urgent"]);
  });

  it("is a day busier than any of late", () => {
    const busiest = { date: "2026-11-11", parcels: 100 };
    expect(kinds({ outlook: outlook({ parks: [{ point: point(101, 110), busiest }] }) })).toEqual(["peak"]);
    expect(kinds({ outlook: outlook({ parks: [{ point: point(99, 110), busiest }] }) })).toEqual([]);
  });

  it("are trips that nobody is booked for", () => {
    const plan = { date: "2026-11-27", trips: 3, uncovered: 1, uncoveredParcels: 10 } as Outlook["plan"];
    const [found] = signalsOf({ ...nothing, outlook: outlook({ plan }) }, "ADMIN");
    expect(found?.values).toMatchObject({ trips: 1, parcels: 10, all: 3 });
    expect(found?.to).toBe("/schedule?day=2026-11-27");
  });

  it("are targets that are not met, first those whose day has passed", () => {
    const behind = { ...target, value: 90 };
    const past = { ...behind, id: "past", due: "2025-12-31" };
    const most = { ...target, id: "most", direction: "AT_MOST" as const, value: 110 };
    const found = signalsOf(
      { ...nothing, targets: [behind, most, past, { ...target, id: "unknown", value: null }] },
      "ADMIN",
    );
    expect(found.map((one) => [one.level, one.form])).toEqual([
      ["warn", "past"],
      ["note", "open"],
      ["note", "open"],
    ]);
  });

  it("are many targets of days to come in one, so that they do not bury the rest", () => {
    const open = ["a", "b", "c"].map((id) => ({ ...target, id, nameZh: id, value: 90 }));
    const past = { ...target, id: "past", value: 90, due: "2025-12-31" };
    const found = signalsOf({ ...nothing, targets: [...open, past] }, "MANAGER");
    expect(found.map((one) => one.kind)).toEqual(["target", "targets"]);
    expect(found[1]?.values).toMatchObject({ count: 3, zh: "a、b、c", due: "2026-12-31" });
  });

  it("leads to the series that drifts, an outlet's direction with it", () => {
    const alarm = { side: "ABOVE", since: "", raisedOn: "", meanScaledError: 1, meanError: 1, statistic: 1 } as const;
    const drift = [
      { ...alarm, kind: "OUTLET" as const, series: "K1/PICKUP" },
      { ...alarm, kind: "LINE" as const, series: "场地 - 站点" },
    ];
    expect(signalsOf({ ...nothing, drift }, "ADMIN").map((one) => decodeURIComponent(one.to))).toEqual([
      "/forecast?node=K1&direction=PICKUP",
      "/forecast?line=场地 - 站点",
    ]);
  });

  it("is ranked by urgency, then by who acts on it", () => {
    const alarm = {
      kind: "OUTLET" as const,
      series: "V1",
      side: "ABOVE" as const,
      since: "2026-11-20",
      raisedOn: "2026-11-25",
      meanScaledError: 2,
      meanError: 500,
      statistic: 9,
    };
    const facts = {
      ...nothing,
      status: status("2026-11-20"),
      drift: [alarm],
      targets: [{ ...target, value: 90, due: "2025-12-31" }],
    };
    expect(signalsOf(facts, "SCHEDULER").map((one) => one.kind)).toEqual(["data", "drift", "target"]);
    expect(signalsOf(facts, "MANAGER").map((one) => one.kind)).toEqual(["data", "target", "drift"]);
  });
});
