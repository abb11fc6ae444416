import { getJson } from "./http";
import type { ModelState } from "./types";

/** A model that may be chosen; of its bytes so many are here. */
export interface Offer {
  name: string;
  title: string;
  licence: string;
  bytes: number;
  fetched: number;
}

export interface ModelOverview {
  /** By YUNCE_MODEL: nothing can be chosen. */
  fixed: boolean;
  /** Name of the model; "none" without one. */
  answers: string;
  state: ModelState;
  /** What is being fetched or loaded to take its place. */
  coming: string | null;
  failure: { model: string; reason: string } | null;
  offers: Offer[];
  choices: { id: number; model: string; user: string; at: string }[];
}

export const getModel = (signal?: AbortSignal) => getJson<ModelOverview>("/model", { signal });
export const chooseModel = (model: string) => getJson<ModelOverview>("/model", { method: "PUT", body: { model } });
