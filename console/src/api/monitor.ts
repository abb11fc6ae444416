import { getJson } from "./http";
import type { Direction, Tier } from "./types";

/** A series that has left its forecasts for days on end. */
export interface DriftAlarm {
  kind: "OUTLET" | "LINE";
  series: string;
  side: "ABOVE" | "BELOW";
  since: string;
  raisedOn: string;
  meanScaledError: number;
  /** Parcels a day that the actual volume is above the forecast. */
  meanError: number;
  statistic: number;
}

export type ModelPool = "ALL" | "OWN";

/** Forecasts of one day ahead over the last days; the errors are scaled by the naive one. */
export interface Score {
  days: number;
  betterDays: number;
  championError: number;
  challengerError: number;
}

export interface Standing {
  tier: Tier;
  direction: Direction;
  champion: ModelPool;
  challenger: ModelPool | null;
  score: Score | null;
}

export interface Promotion {
  tier: Tier;
  direction: Direction;
  from: ModelPool;
  to: ModelPool;
  score: Score | null;
  by: string;
  at: string;
}

export const listDriftAlarms = (signal?: AbortSignal) => getJson<DriftAlarm[]>("/monitor/drift", { signal });
export const listChampions = (signal?: AbortSignal) => getJson<Standing[]>("/monitor/champions", { signal });
export const listPromotions = (signal?: AbortSignal) => getJson<Promotion[]>("/monitor/promotions", { signal });
export const decideChampion = (tier: Tier, direction: Direction, champion: ModelPool, challenger: ModelPool | null) =>
  getJson<Standing>(`/monitor/champions/${tier}/${direction}`, { method: "PUT", body: { champion, challenger } });
