import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, askEarly, cookie, send, whenUnauthorized } from "./http";

function service(status: number, body: string, type = "application/json") {
  const fetched = vi.fn(
    async (_url: string, _init: RequestInit) => new Response(body, { status, headers: { "Content-Type": type } }),
  );
  vi.stubGlobal("fetch", fetched);
  vi.stubGlobal("document", { cookie: "other=1; XSRF-TOKEN=a%2Fb" });
  return fetched;
}

afterEach(() => vi.unstubAllGlobals());

describe("a request", () => {
  it("finds a cookie by its whole name", () => {
    expect(cookie("b", "ab=1; b=2%20x")).toBe("2 x");
    expect(cookie("c", "ab=1; b=2")).toBeUndefined();
  });

  it("that changes something carries the XSRF token; one that reads does not", async () => {
    const fetched = service(200, "{}");
    await send("/session", { method: "POST", body: { user: "u" } });
    await send("/status", { query: { a: "甲", b: undefined } });
    const [post, get] = fetched.mock.calls;
    expect(post?.[1].headers).toMatchObject({ "X-XSRF-TOKEN": "a/b", "Content-Type": "application/json" });
    expect(get?.[1].headers).not.toHaveProperty("X-XSRF-TOKEN");
    expect(get?.[0]).toBe("/api/v1/status?a=%E7%94%B2");
  });

  it("asks for the page's language", async () => {
    const fetched = service(200, "{}");
    vi.stubGlobal("document", { cookie: "", documentElement: { lang: "en" } });
    await send("/status");
    expect(fetched.mock.calls[0]?.[1].headers).toMatchObject({ "Accept-Language": "en" });
  });

  it("that was refused with a token that was replaced meanwhile is sent once more with the new one", async () => {
    const page = { cookie: "XSRF-TOKEN=old" };
    const fetched = vi.fn(async (_url: string, init: RequestInit) => {
      page.cookie = "XSRF-TOKEN=new";
      const sent = (init.headers as Record<string, string>)["X-XSRF-TOKEN"];
      return new Response("{}", { status: sent === "new" ? 200 : 403 });
    });
    vi.stubGlobal("fetch", fetched);
    vi.stubGlobal("document", page);
    await expect(send("/ask", { method: "POST" })).resolves.toMatchObject({ status: 200 });
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it("that is refused with the token in force is not sent again", async () => {
    const fetched = service(403, "{}");
    await expect(send("/ask", { method: "POST" })).rejects.toMatchObject({ status: 403 });
    expect(fetched).toHaveBeenCalledOnce();
  });

  it("that fails tells the problem's detail", async () => {
    service(422, JSON.stringify({ status: 422, detail: "日期不对" }), "application/problem+json");
    await expect(send("/schedules/x")).rejects.toMatchObject({ name: "ApiError", status: 422, message: "日期不对" });
  });

  it("that fails without a problem still tells the status", async () => {
    service(502, "<html>");
    await expect(send("/status")).rejects.toMatchObject({ status: 502 });
  });

  it("that was asked early takes that answer, once", async () => {
    const fetched = service(200, "{}");
    askEarly("/runs", { limit: 1 });
    await send("/runs", { query: { limit: 1 } });
    expect(fetched).toHaveBeenCalledOnce();
    await send("/runs", { query: { limit: 1 } });
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it("that was refused when it was asked early is asked anew", async () => {
    service(401, "{}");
    askEarly("/targets");
    await new Promise((done) => setTimeout(done));
    const fetched = service(200, "{}");
    await expect(send("/targets")).resolves.toMatchObject({ status: 200 });
    expect(fetched).toHaveBeenCalledOnce();
  });

  it("without a session tells so", async () => {
    const listener = vi.fn();
    whenUnauthorized(listener);
    service(401, "{}");
    await expect(send("/status")).rejects.toBeInstanceOf(ApiError);
    expect(listener).toHaveBeenCalledOnce();
  });

  it("to a service that is down has status 0; an abort stays an abort", async () => {
    service(200, "{}");
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed to fetch")));
    await expect(send("/status")).rejects.toMatchObject({ status: 0 });
    vi.stubGlobal("fetch", () => Promise.reject(new DOMException("", "AbortError")));
    await expect(send("/status")).rejects.toMatchObject({ name: "AbortError" });
  });
});
