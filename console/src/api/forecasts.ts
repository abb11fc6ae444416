import { getJson, send } from "./http";
import type { DayVolume, Direction, Interval, LineForecast, NodeForecast } from "./types";

/** A published run that forecast outlets. */
export interface ForecastRun {
  runId: number;
  dataCutOff: string;
  publishedAt: string;
}

/** A day that has come, as a run forecast it so many days ahead. */
export interface PastDay {
  runId: number;
  dataCutOff: string;
  date: string;
  leadDays: number;
  mean: number;
  intervals: Interval[];
  actual: number;
}

/** Percentages; null where nothing came or no interval was told. A lead of 0 stands for all. */
export interface Accuracy {
  leadDays: number;
  forecasts: number;
  wapePercent: number | null;
  biasPercent: number | null;
  coverage80Percent: number | null;
}

export interface PastForecasts {
  days: PastDay[];
  all: Accuracy | null;
  byLead: Accuracy[];
}

/** A line's volumes, what was announced of them, and its forecast. */
export interface LineSeries {
  line: string;
  history: DayVolume[];
  announced: DayVolume[];
  forecast: LineForecast[];
  synthetic: boolean;
  runId: number | null;
}

/** A node's volumes times a factor, from one day to another; 0 where it is closed. */
export interface ScenarioChange {
  nodeId: string;
  from: string;
  to: string;
  factor: number;
  /** Node that takes over what is lost, or gives what is gained. */
  movesTo: string | null;
}

export interface Scenario {
  id: number;
  name: string;
  changes: ScenarioChange[];
  by: string;
  at: string;
}

export interface ScenarioDay {
  date: string;
  forecast: number;
  mean: number;
  intervals: Interval[];
}

const node = (id: string) => encodeURIComponent(id);

export const listForecastRuns = (limit: number, signal?: AbortSignal) =>
  getJson<ForecastRun[]>("/forecasts/runs", { query: { limit }, signal });
export const listRunForecasts = (id: string, direction: Direction, run: number, signal?: AbortSignal) =>
  getJson<NodeForecast[]>(`/forecasts/nodes/${node(id)}/runs/${run}`, { query: { direction }, signal });
export const getPastForecasts = (id: string, direction: Direction, days: number, signal?: AbortSignal) =>
  getJson<PastForecasts>(`/forecasts/nodes/${node(id)}/past`, { query: { direction, days }, signal });
export const getLineSeries = (line: string, history: number, signal?: AbortSignal) =>
  getJson<LineSeries>("/forecasts/line", { query: { line, history }, signal });
export const getPastLineForecasts = (line: string, days: number, signal?: AbortSignal) =>
  getJson<PastForecasts>("/forecasts/line/past", { query: { line, days }, signal });
export const listScenarios = (signal?: AbortSignal) => getJson<Scenario[]>("/forecasts/scenarios", { signal });
export const addScenario = (scenario: { name: string; changes: ScenarioChange[] }) =>
  getJson<Scenario>("/forecasts/scenarios", { method: "POST", body: scenario });
export const deleteScenario = (id: number) => send(`/forecasts/scenarios/${id}`, { method: "DELETE" });
export const listScenarioDays = (scenario: number, id: string, direction: Direction, signal?: AbortSignal) =>
  getJson<ScenarioDay[]>(`/forecasts/scenarios/${scenario}/nodes/${node(id)}`, { query: { direction }, signal });
