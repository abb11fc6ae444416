import type { Problem } from "./types";

/** A request that failed: the service's problem, or status 0 when it could not be reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(problem: Problem, status: number) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = "ApiError";
    this.status = status;
    this.problem = problem;
  }
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

const unsafe = new Set(["POST", "PUT", "PATCH", "DELETE"]);
let onUnauthorized: () => void = () => {};

/** Called whenever the service answers that nobody is signed in. */
export function whenUnauthorized(listener: () => void): void {
  onUnauthorized = listener;
}

export function cookie(name: string, cookies: string = document.cookie): string | undefined {
  const found = cookies.split("; ").find((part) => part.startsWith(name + "="));
  return found === undefined ? undefined : decodeURIComponent(found.slice(name.length + 1));
}

export interface Options {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Sent as JSON, or as a form where it is one. */
  body?: unknown;
  query?: Record<string, string | number | undefined>;
  accept?: string;
  signal?: AbortSignal;
}

/** Answers that were asked for before what shows them is there, by their address. */
const early = new Map<string, Promise<Response>>();
let underWay = 0;

/** Asks for what will be wanted soon; whoever gets it first takes this answer. */
export function askEarly(path: string, query: Options["query"] = {}): void {
  const address = addressOf(path, query);
  const answer = fetched(path, { query }, undefined);
  early.set(address, answer);
  answer
    .then((response) => {
      if (response.ok || early.get(address) !== answer) return;
      early.delete(address);
      void response.body?.cancel();
    })
    .catch(() => early.delete(address));
}

/** Resolves once no request is under way and the browser has nothing more urgent to do. */
export function whenCalm(): Promise<void> {
  return new Promise((done) => {
    const idle = globalThis.requestIdleCallback ?? ((call: () => void) => setTimeout(call, CALM_MILLIS));
    const look = (): unknown => (underWay > 0 ? setTimeout(look, CALM_MILLIS) : idle(() => done(), { timeout: 500 }));
    setTimeout(look, CALM_MILLIS);
  });
}

const CALM_MILLIS = 50;

/** Sends a request below /api/v1; throws {@link ApiError} unless the answer is 2xx, and lets an abort through. */
export async function send(path: string, options: Options = {}): Promise<Response> {
  const token = cookie("XSRF-TOKEN");
  let response = await fetched(path, options, token);
  // Requests that a page sends before it has the cookie are each answered with one; the last may come while the first is on its way back.
  if (response.status === 403 && unsafe.has(options.method ?? "GET") && cookie("XSRF-TOKEN") !== token) {
    response = await fetched(path, options, cookie("XSRF-TOKEN"));
  }
  if (response.ok) return response;
  const problem = await readProblem(response);
  if (response.status === 401) onUnauthorized();
  throw new ApiError(problem, response.status);
}

function addressOf(path: string, query: NonNullable<Options["query"]>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  return `/api/v1${path}${parameters.size > 0 ? `?${parameters}` : ""}`;
}

async function fetched(path: string, options: Options, token: string | undefined): Promise<Response> {
  const { method = "GET", body, query = {}, accept = "application/json", signal } = options;
  const address = addressOf(path, query);
  const asked = method === "GET" ? early.get(address) : undefined;
  if (asked !== undefined) {
    early.delete(address);
    return asked;
  }
  const headers: Record<string, string> = { Accept: `${accept}, application/problem+json` };
  // What the page is in, whatever the browser prefers.
  const language = document.documentElement?.lang;
  if (language) headers["Accept-Language"] = language;
  const form = body instanceof FormData ? body : null;
  if (body !== undefined && form === null) headers["Content-Type"] = "application/json";
  if (token && unsafe.has(method)) headers["X-XSRF-TOKEN"] = token;
  underWay++;
  try {
    return await fetch(address, {
      method,
      headers,
      body: body === undefined ? null : (form ?? JSON.stringify(body)),
      credentials: "same-origin",
      signal: signal ?? null,
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiError({ title: "unreachable" }, 0);
  } finally {
    underWay--;
  }
}

export async function getJson<T>(path: string, options: Options = {}): Promise<T> {
  return (await (await send(path, options)).json()) as T;
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return { status: response.status };
  }
}
