import type { DeepReadonly } from "vue";
import type { DriftAlarm } from "@/api/monitor";
import type { PolicyTarget } from "@/api/reports";
import type { Outlook, Role, Run, Status } from "@/api/types";
import { addDays } from "@/text/format";

export type Level = "urgent" | "warn" | "note";
export type SignalKind =
  "run" | "data" | "plan" | "capacity" | "peak" | "trips" | "drift" | "target" | "targets" | "review";

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
  outlook: Outlook | null;
  drift: readonly DriftAlarm[] | null;
  targets: readonly PolicyTarget[] | null;
}

const HUB_CAPACITY = "hubCapacityPerDay";
/** Least share of the planned cost that a wrong forecast has cost before a person is told. */
const COSTLY = 0.02;
const SOON_DAYS = 60;
const FEW_TARGETS = 2;

const levels: readonly Level[] = ["urgent", "warn", "note"];

/** Which signals a role acts on itself; they come first among those of one level. */
const own: Record<Role, readonly SignalKind[]> = {
  DISPATCHER: ["capacity", "peak", "trips"],
  SCHEDULER: ["run", "data", "plan", "trips", "drift", "review"],
  MANAGER: ["target", "targets", "capacity", "review"],
  ADMIN: ["run", "data", "plan"],
};

/** All signals, most urgent first; among equals those that the role acts on. */
export function signalsOf(facts: Facts, role: Role): Signal[] {
  const found = [
    ...ofService(facts),
    ...ofVolumes(facts),
    ...ofPlan(facts),
    ...(facts.drift ?? []).map(ofDrift),
    ...ofTargets(facts.targets ?? [], facts.today),
  ];
  const rank = (signal: Signal) =>
    levels.indexOf(signal.level) * 1e9 - (own[role].includes(signal.kind) ? 1e8 : 0) - Math.min(signal.weight, 1e7);
  return found.sort((a, b) => rank(a) - rank(b));
}

function ofService({ today, status, run, outlook }: Facts): Signal[] {
  const planDays = outlook?.planDays ?? null;
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

function ofVolumes({ outlook, targets }: Facts): Signal[] {
  const capacity = targets?.find((target) => target.id === HUB_CAPACITY)?.value ?? null;
  const over = (outlook?.hubs ?? []).flatMap((hub): Signal[] => {
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
  const high = (outlook?.parks ?? []).flatMap(({ point, busiest }): Signal[] => {
    if (busiest === null || point.mean <= busiest.parcels) return [];
    return [
      {
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
      },
    ];
  });
  return [...over, ...high];
}

function ofPlan({ outlook }: Facts): Signal[] {
  const signals: Signal[] = [];
  const plan = outlook?.plan ?? null;
  if (plan !== null && plan.uncovered > 0) {
    signals.push({
      id: `trips ${plan.date}`,
      kind: "trips",
      level: "warn",
      weight: plan.uncovered,
      values: { date: plan.date, trips: plan.uncovered, parcels: plan.uncoveredParcels, all: plan.trips },
      to: `/schedule?day=${plan.date}`,
    });
  }
  const review = outlook?.reviews[0];
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
      to: `/schedule?day=${review.date}`,
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
    to: driftPage(alarm),
  };
}

/** The series itself: a line by its code, an outlet by its id, and its direction where that is told. */
function driftPage({ kind, series }: DriftAlarm): string {
  if (kind === "LINE") return `/forecast?line=${encodeURIComponent(series)}`;
  const [, id, direction] = /^(.*?)(?:\/(PICKUP|DELIVERY))?$/.exec(series) ?? [];
  return `/forecast?node=${encodeURIComponent(id ?? series)}${direction === undefined ? "" : `&direction=${direction}`}`;
}

/** Those whose day has passed, and few others, one by one; many others in one, so that they don't bury what the day needs. */
function ofTargets(targets: readonly PolicyTarget[], today: string): Signal[] {
  const behind = targets.filter((target) => target.value !== null && shortOf(target) > 0);
  const open = behind.filter((target) => target.due >= today);
  const each = open.length > FEW_TARGETS ? behind.filter((target) => target.due < today) : behind;
  const signals = each.map((target) => ofTarget(target, today));
  if (open.length > FEW_TARGETS) {
    const due = open.map((target) => target.due).sort()[0]!;
    signals.push({
      id: "targets",
      kind: "targets",
      level: "note",
      weight: Math.max(0, SOON_DAYS - daysBetween(today, due)),
      values: {
        count: open.length,
        zh: open.map((target) => target.nameZh).join("、"),
        en: open.map((target) => target.nameEn).join(", "),
        due,
      },
      to: "/kpis",
    });
  }
  return signals;
}

const shortOf = ({ direction, target, value }: PolicyTarget) =>
  direction === "AT_LEAST" ? target - (value ?? target) : (value ?? target) - target;

function ofTarget(target: PolicyTarget, today: string): Signal {
  const short = shortOf(target);
  const left = daysBetween(today, target.due);
  return {
    id: `target ${target.id}`,
    kind: "target",
    level: left < 0 ? "warn" : "note",
    weight: Math.max(0, SOON_DAYS - left) + (100 * short) / target.target,
    values: {
      zh: target.nameZh,
      en: target.nameEn,
      unit: target.unit,
      value: target.value ?? 0,
      target: target.target,
      short,
      due: target.due,
      paragraph: target.paragraph,
    },
    form: left < 0 ? "past" : "open",
    to: "/kpis",
  };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
