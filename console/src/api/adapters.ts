import { getJson } from "./http";

export type ModelTask = "ROUTE" | "SLOTS" | "REWRITE" | "PHRASE";

/** Shares that are right, of examples that were not learned from. */
export interface TaskScore {
  simple: number;
  champion: number;
  own: number;
  examples: number;
}

export interface Adapter {
  id: number;
  base: string;
  sha256: string;
  scores: Partial<Record<ModelTask, TaskScore>>;
  registeredBy: string;
  registeredAt: string;
}

/** What speaks against an adapter's going live. */
export interface Fault {
  kind: "OtherChampion" | "AheadInNothing" | "Behind";
  task: ModelTask | null;
}

export interface Adapters {
  base: string;
  /** null where the adapter of the product answers, or none. */
  champion: number | null;
  challenger: number | null;
  adapters: { adapter: Adapter; faults: Fault[] }[];
  changes: { champion: number | null; back: boolean; user: string; at: string }[];
}

export interface Trial {
  task: ModelTask;
  input: string;
  championSaid: string;
  challengerSaid: string;
  championMillis: number;
  challengerMillis: number;
  at: string;
}

export const listAdapters = (signal?: AbortSignal) => getJson<Adapters>("/adapters", { signal });
export const listTrials = (adapter: number, signal?: AbortSignal) =>
  getJson<Trial[]>(`/adapters/${adapter}/trials`, { signal });
export const promoteAdapter = (adapter: number) =>
  getJson<Adapters>(`/adapters/${adapter}/promote`, { method: "POST" });
export const rollBackAdapter = () => getJson<Adapters>("/adapters/rollback", { method: "POST" });
