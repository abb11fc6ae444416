import { ApiError, getJson, isAbort, send } from "./http";
import { readEvents } from "./sse";
import type {
  Answer,
  Article,
  Direction,
  DraftRequest,
  HaulTier,
  LineForecast,
  NetworkNode,
  NodeForecast,
  NodeSeries,
  Outlook,
  PlanDraft,
  PlanExplanation,
  PlanReview,
  PlanSettings,
  PlanSettingsChange,
  Problem,
  Question,
  Run,
  Schedule,
  ScheduleNetwork,
  Session,
  Status,
  Tier,
  TierSchedule,
  Wave,
} from "./types";

export const signIn = (user: string, password: string) =>
  getJson<Session>("/session", { method: "POST", body: { user, password } });
export const findSession = () => getJson<Session>("/session");
export const signOut = () => send("/session", { method: "DELETE" });

export const getStatus = (signal?: AbortSignal) => getJson<Status>("/status", { signal });

export const listRuns = (limit: number, signal?: AbortSignal) => getJson<Run[]>("/runs", { query: { limit }, signal });

export const getOutlook = (signal?: AbortSignal) => getJson<Outlook>("/outlook", { signal });

export const listNodes = (tier: Tier | undefined, signal?: AbortSignal) =>
  getJson<NetworkNode[]>("/network/nodes", { query: { tier }, signal });
export const listForecastDays = (signal?: AbortSignal) => getJson<string[]>("/forecasts/days", { signal });
export const listNodeForecasts = (date: string, tier: Tier, direction: Direction, signal?: AbortSignal) =>
  getJson<NodeForecast[]>("/forecasts/nodes", { query: { date, tier, direction }, signal });
export const getNodeSeries = (id: string, direction: Direction, history: number, signal?: AbortSignal) =>
  getJson<NodeSeries>(`/forecasts/nodes/${encodeURIComponent(id)}`, { query: { direction, history }, signal });
export const listLineForecasts = (date: string, wave: Wave, limit: number, signal?: AbortSignal) =>
  getJson<LineForecast[]>("/forecasts/lines", { query: { date, wave, limit }, signal });

export const listScheduleDays = (signal?: AbortSignal) => getJson<string[]>("/schedules", { signal });
export const getPlanSettings = (signal?: AbortSignal) => getJson<PlanSettings>("/schedules/settings", { signal });
export const changePlanSettings = (settings: PlanSettings) =>
  getJson<PlanSettings>("/schedules/settings", { method: "PUT", body: settings });
export const listPlanSettingsChanges = (limit: number, signal?: AbortSignal) =>
  getJson<PlanSettingsChange[]>("/schedules/settings/changes", { query: { limit }, signal });
export const getSchedule = (date: string, signal?: AbortSignal) => getJson<Schedule>(`/schedules/${date}`, { signal });

export const getScheduleNetwork = (signal?: AbortSignal) => getJson<ScheduleNetwork>("/schedules/network", { signal });
export const draftPlan = (date: string, request: DraftRequest, signal?: AbortSignal) =>
  getJson<PlanDraft>(`/schedules/${date}/drafts`, { method: "POST", body: request, signal });
export const confirmDraft = (date: string, id: number) =>
  getJson<PlanDraft>(`/schedules/${date}/drafts/${id}/confirm`, { method: "POST" });
export const discardDraft = (date: string, id: number) => send(`/schedules/${date}/drafts/${id}`, { method: "DELETE" });
export const explainPlan = (date: string, trip: string, signal?: AbortSignal) =>
  getJson<PlanExplanation>(`/schedules/${date}/explanation`, { query: { trip }, signal });
export const listPlanVersions = (date: string, signal?: AbortSignal) =>
  getJson<PlanDraft[]>(`/schedules/${date}/versions`, { signal });
export const listPlanReviews = (limit: number, signal?: AbortSignal) =>
  getJson<PlanReview[]>("/schedules/reviews", { query: { limit }, signal });
export const getPlanReview = (date: string, signal?: AbortSignal) =>
  getJson<PlanReview>(`/schedules/${date}/review`, { signal });
export const getTierSchedule = (date: string, tier: HaulTier, signal?: AbortSignal) =>
  getJson<TierSchedule>(`/schedules/${date}/tiers`, { query: { tier }, signal });

export const getArticle = (id: string, signal?: AbortSignal) =>
  getJson<Article>(`/articles/${encodeURIComponent(id)}`, { signal });

export interface AnswerListener {
  step(text: string): void;
  text(piece: string): void;
}

/** Asks and tells of the progress; aborting the signal drops the request, which stops the work. */
export async function ask(question: Question, listener: AnswerListener, signal: AbortSignal): Promise<Answer> {
  const response = await send("/ask/stream", { method: "POST", body: question, accept: "text/event-stream", signal });
  const lost = new ApiError({ title: "unreachable" }, 0);
  if (response.body === null) throw lost;
  try {
    for await (const { event, data } of readEvents(response.body)) {
      const value: unknown = JSON.parse(data);
      if (event === "step") listener.step((value as { step: string }).step);
      else if (event === "text") listener.text((value as { piece: string }).piece);
      else if (event === "answer") return value as Answer;
      else if (event === "problem") throw new ApiError(value as Problem, (value as Problem).status ?? 500);
    }
  } catch (error) {
    throw isAbort(error) || error instanceof ApiError ? error : lost;
  }
  throw lost;
}
