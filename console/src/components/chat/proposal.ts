/** What an answer proposes and a person may confirm. Costs are of the plan as it is and as it would be. */
export type Proposal =
  | { kind: "plan"; date: string; before: number; after: number; draft: number }
  | {
      kind: "settings";
      date: string;
      before: number;
      after: number;
      trial: Record<string, unknown>;
      /** Path below /api/v1 that takes the settings. */
      put: string;
    };

const API = "/api/v1";
const SETTINGS = "/schedules/settings";

/** The proposal in an answer's query; null where it proposes nothing, or something that this page does not know. */
export function proposalOf(query: Record<string, unknown> | null): Proposal | null {
  if (query === null) return null;
  const { date, costBefore: before, costAfter: after, draft, trial, put } = query;
  if (typeof date !== "string" || typeof before !== "number" || typeof after !== "number") return null;
  if (typeof draft === "number") return { kind: "plan", date, before, after, draft };
  // Only settings are put, whatever an answer says.
  if (typeof trial === "object" && trial !== null && (put === SETTINGS || put === API + SETTINGS))
    return { kind: "settings", date, before, after, trial: trial as Record<string, unknown>, put: SETTINGS };
  return null;
}
