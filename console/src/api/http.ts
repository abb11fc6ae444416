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

async function fetched(path: string, options: Options, token: string | undefined): Promise<Response> {
  const { method = "GET", body, query = {}, accept = "application/json", signal } = options;
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  const headers: Record<string, string> = { Accept: `${accept}, application/problem+json` };
  const form = body instanceof FormData ? body : null;
  if (body !== undefined && form === null) headers["Content-Type"] = "application/json";
  if (token && unsafe.has(method)) headers["X-XSRF-TOKEN"] = token;
  const search = parameters.size > 0 ? `?${parameters}` : "";
  try {
    return await fetch(`/api/v1${path}${search}`, {
      method,
      headers,
      body: body === undefined ? null : (form ?? JSON.stringify(body)),
      credentials: "same-origin",
      signal: signal ?? null,
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiError({ title: "unreachable" }, 0);
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
