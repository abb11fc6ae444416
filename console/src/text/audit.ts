import { retold, type Retold, type Translate } from "./retold";

/** Requests that are written down, by what they do. */
const REQUESTS: readonly Retold[] = [
  [/^POST \/api\/v1\/imports$/, "imported"],
  [/^POST \/api\/v1\/runs$/, "ran"],
  [/^POST \/api\/v1\/documents$/, "documentAdded"],
  [/^PUT \/api\/v1\/kpis\/([^/]+)$/, "kpiChanged"],
  [/^POST \/api\/v1\/kpis\/changes\/(\d+)\/revert$/, "kpiReverted"],
  [/^POST \/api\/v1\/feedback\/(\d+)\/review$/, "feedbackReviewed"],
  [/^PUT \/api\/v1\/model$/, "modelChosen"],
  [/^POST \/api\/v1\/adapters\/(\d+)\/promote$/, "adapterPromoted"],
  [/^POST \/api\/v1\/adapters\/rollback$/, "adapterRolledBack"],
  [/^PUT \/api\/v1\/schedules\/settings$/, "settingsChanged"],
  [/^POST \/api\/v1\/schedules\/([\d-]+)\/trials$/, "planTried"],
  [/^POST \/api\/v1\/schedules\/([\d-]+)\/drafts$/, "planDrafted"],
  [/^POST \/api\/v1\/schedules\/([\d-]+)\/drafts\/(\d+)\/confirm$/, "draftConfirmed"],
  [/^DELETE \/api\/v1\/schedules\/([\d-]+)\/drafts\/(\d+)$/, "draftDiscarded"],
];

/** What somebody did, in the page's words; the request itself where the page has none for it. */
export const requestText = (action: string, t: Translate): string => retold(action, REQUESTS, "admin.request", t);

const ANSWERED = /^([1-5]\d\d)(?: (.*))?$/;

/** What came of it: a request's status in words, then the rest; other details as they are. */
export function detailText(action: string, detail: string, t: Translate): string {
  const found = /^(?:POST|PUT|DELETE) /.test(action) ? ANSWERED.exec(detail) : null;
  if (found === null) return detail;
  const [, status = "", rest = ""] = found;
  const outcome = status.startsWith("2") ? t("admin.request.done", {}) : t("admin.request.refused", { a: status });
  return [outcome, rest].filter(Boolean).join(" · ");
}
