import { getJson, send } from "./http";
import type { Answer, Role, Route } from "./types";

/** A conversation of one's own; its title is its first question. */
export interface Conversation {
  id: string;
  title: string;
  turns: number;
  lastAt: string;
}

/** What a person says of an answer. */
export interface Said {
  good: boolean;
  note: string;
}

export interface KeptTurn {
  id: number;
  question: string;
  answer: Answer;
  at: string;
  feedback: Said | null;
}

export type FeedbackState = "OPEN" | "DISMISSED" | "QUESTION";

/** What a right answer is, as in a question set. */
export interface Expected {
  route: Route;
  answerable: boolean;
  gold: string[];
  facts: string[];
}

export interface FeedbackEntry {
  id: number;
  user: string;
  role: Role;
  before: string[];
  question: string;
  asOf: string;
  answer: Answer;
  said: Said;
  at: string;
  state: FeedbackState;
  expected: Expected | null;
  reviewedBy: string | null;
}

export const listConversations = (limit: number, signal?: AbortSignal) =>
  getJson<Conversation[]>("/conversations", { query: { limit }, signal });
export const getConversation = (id: string, signal?: AbortSignal) =>
  getJson<KeptTurn[]>(`/conversations/${encodeURIComponent(id)}`, { signal });
export const deleteConversation = (id: string) =>
  send(`/conversations/${encodeURIComponent(id)}`, { method: "DELETE" });

export const sayOfAnswer = (turn: number, said: Said) => send(`/feedback/turns/${turn}`, { method: "PUT", body: said });
export const takeBackFeedback = (turn: number) => send(`/feedback/turns/${turn}`, { method: "DELETE" });

export const listFeedback = (state: FeedbackState | undefined, signal?: AbortSignal) =>
  getJson<FeedbackEntry[]>("/feedback", { query: { state }, signal });
/** Without what is expected it is dismissed. */
export const reviewFeedback = (id: number, expected: Expected | null) =>
  getJson<FeedbackEntry>(`/feedback/${id}/review`, { method: "POST", body: expected ?? {} });
/** Address of the questions that came of feedback, a line each. */
export const FEEDBACK_QUESTIONS = "/api/v1/feedback/questions.jsonl";
