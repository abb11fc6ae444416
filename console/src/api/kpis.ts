import { getJson, send } from "./http";
import type { Answer, Role } from "./types";

/** A KPI of the catalogue in force; docs/kpis.md says what each field means. */
export interface KpiDefinition {
  id: string;
  zh: string;
  en: string;
  synonyms: string[];
  definition: string;
  definitionEn: string;
  unit: string;
  decimals: number;
  better: "HIGHER" | "LOWER" | "NEITHER";
  level: "CITY" | "COUNTY" | "TOWNSHIP" | "OUTLET";
  target?: KpiTarget;
  /** All roles without it. */
  roles?: Role[];
  smallSample?: number;
  /** Fields that differ from the product's. */
  edited: string[];
}

export interface KpiTarget {
  value: number;
  paragraph: string;
  due?: string;
}

export interface KpiChange {
  id: number;
  kpi: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  reverts: number | null;
  by: string;
  at: string;
}

export const listKpis = (signal?: AbortSignal) => getJson<KpiDefinition[]>("/kpis", { signal });
export const changeKpi = (id: string, fields: Record<string, unknown>) =>
  getJson<KpiDefinition>(`/kpis/${encodeURIComponent(id)}`, { method: "PUT", body: fields });
export const listKpiChanges = (kpi: string | undefined, limit: number, signal?: AbortSignal) =>
  getJson<KpiChange[]>("/kpis/changes", { query: { kpi, limit }, signal });
export const revertKpiChange = (id: number) => getJson<KpiDefinition>(`/kpis/changes/${id}/revert`, { method: "POST" });
/** Looks typed queries up: by place, by day or month. */
export const queryKpis = (query: Record<string, unknown>, signal?: AbortSignal) =>
  getJson<Answer>("/kpis/query", { method: "POST", body: { query }, signal });
export const queryWorkbook = async (query: Record<string, unknown>): Promise<Blob> =>
  (await send("/kpis/query.xlsx", { method: "POST", body: { query }, accept: "*/*" })).blob();
