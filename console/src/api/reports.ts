import { getJson } from "./http";

export interface Indicator {
  id: string;
  zh: string;
  en: string;
  unit: string;
  decimals: number;
  definition: string;
  definitionEn: string;
  ratio: boolean;
  higherIsBetter: boolean | null;
  target: number | null;
  paragraph: string;
}

/** A KPI of the month; null where there is nothing to compare with, or no target to meet. */
export interface ReportLine {
  indicator: Indicator;
  value: number;
  previous: number | null;
  yearBefore: number | null;
  met: boolean | null;
  counties: { county: string; value: number }[];
}

/** A target of the city's plan: where it stands, what is needed, and where a straight line through the past ends. */
export interface Progress {
  indicator: Indicator;
  value: number;
  target: number;
  due: string;
  completionPercent: number;
  neededMonthly: number | null;
  atDue: number | null;
  lo80: number | null;
  hi80: number | null;
}

export interface MonthlyReport {
  /** For example 2026-10. */
  month: string;
  scope: string;
  synthetic: boolean;
  lines: ReportLine[];
  targets: Progress[];
  standings: { place: number; county: string; points: number; met: number; of: number }[];
}

export interface PolicyTarget {
  id: string;
  nameZh: string;
  nameEn: string;
  scope: "CITY" | "EACH_COUNTY";
  unit: string;
  due: string;
  target: number;
  direction: "AT_LEAST" | "AT_MOST";
  paragraph: string;
  value: number | null;
  asOf: string | null;
}

export const getMonthlyReport = (month: string, signal?: AbortSignal) =>
  getJson<MonthlyReport>("/reports/monthly", { query: { month }, signal });
/** Address of the month's report as a workbook, or as a page to print. */
export const reportFile = (month: string, kind: "xlsx" | "html", language: string) =>
  `/api/v1/reports/monthly.${kind}?month=${month}&language=${language}`;
export const listTargets = (signal?: AbortSignal) => getJson<PolicyTarget[]>("/targets", { signal });
