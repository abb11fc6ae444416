import type { DeepReadonly } from "vue";
import type { DriftAlarm } from "@/api/monitor";
import type { PolicyTarget } from "@/api/reports";
import type { NodeForecast, PlanReview, Role, Run, Schedule, Status } from "@/api/types";
import { addDays } from "@/text/format";

export type Level = "urgent" | "warn" | "note";
export type SignalKind = "run" | "data" | "plan" | "capacity" | "peak" | "trips" | "drift" | "target" | "review";

/** Something that needs a person: what, why by its numbers, and the page where it goes on. */
export interface Signal {
  id: string;
  kind: SignalKind;
  level: Level;
  /** Larger comes first among signals of one level. */
  weight: number;
  /** What the texts today.KIND.title and today.KIND.why are filled with; numbers are shown as people write them. */
  values: Record<string, string | number>;
  /** A second form of the texts. */
  form?: string;
  to: string;
}

/** What the signals are read from; null where it could not be had. */
export interface Facts {
  today: string;
  status: DeepReadonly<Status> | null;
  run: DeepReadonly<Run> | null;
  planDays: readonly string[] | null;
  plan: Schedule | null;
  hubs: readonly NodeForecast[] | null;
  peaks: readonly Peak[] | null;
  drift: readonly DriftAlarm[] | null;
  targets: readonly PolicyTarget[] | null;
  reviews: readonly PlanReview[] | null;
}

/** An outlet's forecast beside its busiest day of late. */
export interface Peak {
  point: NodeForecast;
  busiest: { date: string; parcels: number };
}

const HUB_CAPACITY = "hubCapacityPerDay";
/** Least share of the planned cost that a wrong forecast has cost before a person is told. */
const COSTLY = 0.02;
const SOON_DAYS = 60;

const levels: readonly Level[] = ["urgent", "warn", "note"];

/** Which signals a role acts on itself; they come first among those of one level. */
const own: Record<Role, readonly SignalKind[]> = {
  DISPATCHER: ["capacity", "peak", "trips"],
  SCHEDULER: ["run", "data", "plan", "trips", "drift", "review"],
  MANAGER: ["target", "capacity", "review"],
  ADMIN: ["run", "data", "plan"],
};

/** All signals, most urgent first; among equals those that the role acts on. */
export function signalsOf(facts: Facts, role: Role): Signal[] {
  const found = [
    ...ofService(facts),
    ...ofVolumes(facts),
    ...ofPlan(facts),
    ...(facts.drift ?? []).map(ofDrift),
    ...(facts.targets ?? []).flatMap((target) => ofTarget(target, facts.today)),
  ];
  const rank = (signal: Signal) =>
    levels.indexOf(signal.level) * 1e9 - (own[role].includes(signal.kind) ? 1e8 : 0) - Math.min(signal.weight, 1e7);
  return found.sort((a, b) => rank(a) - rank(b));
}

function ofService({ today, status, run, planDays }: Facts): Signal[] {
  const signals: Signal[] = [];
  const failed = run?.status === "FAILED" ? run.steps.find((step) => step.status === "FAILED") : undefined;
  if (run !== null && failed !== undefined) {
    signals.push({
      id: `run ${run.id}`,
      kind: "run",
      level: "urgent",
      weight: 3,
      values: { run: run.id, step: failed.name, detail: failed.detail },
      to: "/admin/runs",
    });
  }
  const cutOff = status?.dataCutOff ?? null;
  const missing = cutOff === null ? 0 : daysBetween(cutOff, addDays(today, -1));
  if (cutOff !== null && missing > 0) {
    signals.push({
      id: "data",
      kind: "data",
      level: missing > 1 ? "urgent" : "warn",
      weight: 2,
      values: { date: cutOff, days: missing },
      to: "/admin/imports",
    });
  }
  if (planDays !== null && planDays.length > 0 && !planDays.some((day) => day >= addDays(today, 1))) {
    const last = [...planDays].sort()[planDays.length - 1]!;
    signals.push({
      id: "plan",
      kind: "plan",
      level: "urgent",
      weight: 1,
      values: { date: addDays(today, 1), last },
      to: "/admin/runs",
    });
  }
  return signals;
}

function ofVolumes({ hubs, peaks, targets }: Facts): Signal[] {
  const capacity = targets?.find((target) => target.id === HUB_CAPACITY)?.value ?? null;
  const over = (hubs ?? []).flatMap((hub): Signal[] => {
    const hi = hub.intervals.find((interval) => interval.levelPercent === 95)?.hi ?? hub.mean;
    if (capacity === null || hi <= capacity) return [];
    return [
      {
        id: `capacity ${hub.nodeId} ${hub.date}`,
        kind: "capacity",
        level: hub.mean > capacity ? "urgent" : "warn",
        weight: hub.mean / capacity,
        values: { node: hub.nodeName, date: hub.date, parcels: hub.mean, hi, capacity },
        to: `/forecast?tier=CITY&day=${hub.date}`,
      },
    ];
  });
  const high = (peaks ?? [])
    .filter(({ point, busiest }) => point.mean > busiest.parcels)
    .map(({ point, busiest }): Signal => ({
      id: `peak ${point.nodeId}`,
      kind: "peak",
      level: "warn",
      weight: point.mean / busiest.parcels,
      values: {
        node: point.nodeName,
        date: point.date,
        parcels: point.mean,
        busiest: busiest.parcels,
        busiestDay: busiest.date,
      },
      to: `/forecast?tier=${point.tier}&day=${point.date}&node=${point.nodeId}`,
    }));
  return [...over, ...high];
}

function ofPlan({ plan, reviews }: Facts): Signal[] {
  const signals: Signal[] = [];
  const uncovered = (plan?.trips ?? []).filter((trip) => trip.vehicle === null && trip.booked !== true);
  if (plan !== null && uncovered.length > 0) {
    const parcels = uncovered.reduce((sum, trip) => sum + trip.parcels, 0);
    signals.push({
      id: `trips ${plan.date}`,
      kind: "trips",
      level: "warn",
      weight: uncovered.length,
      values: { date: plan.date, trips: uncovered.length, parcels, all: plan.trips.length },
      to: "/schedule",
    });
  }
  const review = reviews?.[0];
  if (review !== undefined && review.errorCost > COSTLY * review.plannedCost) {
    signals.push({
      id: `review ${review.date}`,
      kind: "review",
      level: "note",
      weight: review.errorCost,
      values: {
        date: review.date,
        cost: review.drivenCost,
        planned: review.plannedCost,
        error: review.errorCost,
        trips: review.lateExtraTrips,
      },
      to: "/schedule",
    });
  }
  return signals;
}

function ofDrift(alarm: DriftAlarm): Signal {
  return {
    id: `drift ${alarm.kind} ${alarm.series}`,
    kind: "drift",
    level: "warn",
    weight: Math.abs(alarm.meanError),
    values: { series: alarm.series, since: alarm.since, error: Math.abs(alarm.meanError) },
    form: alarm.side,
    to: "/forecast",
  };
}

function ofTarget(target: PolicyTarget, today: string): Signal[] {
  if (target.value === null) return [];
  const short = target.direction === "AT_LEAST" ? target.target - target.value : target.value - target.target;
  if (short <= 0) return [];
  const left = daysBetween(today, target.due);
  return [
    {
      id: `target ${target.id}`,
      kind: "target",
      level: left < 0 ? "warn" : "note",
      weight: Math.max(0, SOON_DAYS - left) + (100 * short) / target.target,
      values: {
        zh: target.nameZh,
        en: target.nameEn,
        unit: target.unit,
        value: target.value,
        target: target.target,
        short,
        due: target.due,
        paragraph: target.paragraph,
      },
      form: left < 0 ? "past" : "open",
      to: "/kpis",
    },
  ];
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
