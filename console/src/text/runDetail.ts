import { retold, type Retold, type Translate } from "./retold";

const KINDS: readonly Retold[] = [
  [/^in force$/, "inForce"],
  [/^([\d,]+) rows written$/, "written"],
  [/^([\d,]+) series for (\d+) days and ([\d,]+) line-days, from volumes until (\S+)$/, "forecast"],
  [/^([\d,]+) drift alarms$/, "drift"],
  [/^tiers of (\S+): (\d+) trips, cost ([\d,]+), bound ([\d,]+)$/, "tiers"],
  [/^(\S+): (\d+) trips, cost ([\d,]+)$/, "plan"],
  [/^no lines to plan$/, "noLines"],
  [/^no tiers to plan$/, "noTiers"],
  [/^reading volumes until (\S+)$/, "reading"],
  [/^forecasting (\d+) series of outlets$/, "outlets"],
  [/^forecasting lines of (\S+)$/, "lines"],
  [/^planning the tiers of (\S+)$/, "planningTiers"],
  [/^planning (\S+)$/, "planning"],
];

/** What a step of a run did, or is doing. */
export const runDetail = (detail: string, t: Translate): string =>
  detail
    .split("; ")
    .map((part) => retold(part, KINDS, "run.detail", t))
    .join(t("run.detail.and", {}));
