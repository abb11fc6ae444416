import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ask } from "./yunce";

const steps: string[] = [];
const pieces: string[] = [];
const listener = { step: (text: string) => void steps.push(text), text: (piece: string) => void pieces.push(piece) };

function stream(text: string, end: (controller: ReadableStreamDefaultController) => void = (open) => open.close()) {
  let sent = false;
  const body = new ReadableStream({
    pull(controller) {
      if (sent) return end(controller);
      sent = true;
      controller.enqueue(new TextEncoder().encode(text));
    },
  });
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body)));
}

beforeEach(() => {
  steps.length = pieces.length = 0;
  vi.stubGlobal("document", { cookie: "" });
});
afterEach(() => vi.unstubAllGlobals());

const question = { question: "问" };
const signal = new AbortController().signal;
const draft =
  'event: step\ndata: {"step":"检索"}\n\nevent: text\ndata: {"piece":"草"}\n\nevent: text\ndata: {"piece":"稿"}\n\n';

describe("a streamed answer", () => {
  it("tells its steps and text, and ends with the checked answer", async () => {
    stream(draft + 'event: answer\ndata: {"answer":"定稿"}\n\n');
    expect(await ask(question, listener, signal)).toEqual({ answer: "定稿" });
    expect([steps, pieces.join("")]).toEqual([["检索"], "草稿"]);
  });

  it("that ends in a problem fails with it", async () => {
    stream(draft + 'event: problem\ndata: {"status":503,"detail":"模型忙"}\n\n');
    await expect(ask(question, listener, signal)).rejects.toMatchObject({ status: 503, message: "模型忙" });
  });

  it("that ends early, or breaks, counts as a service that is gone", async () => {
    stream(draft);
    await expect(ask(question, listener, signal)).rejects.toMatchObject({ name: "ApiError", status: 0 });
    stream(draft, (controller) => controller.error(new TypeError("network error")));
    await expect(ask(question, listener, signal)).rejects.toMatchObject({ name: "ApiError", status: 0 });
    expect(pieces.join("")).toBe("草稿草稿");
  });

  it("that is stopped stays stopped", async () => {
    stream(draft, (controller) => controller.error(new DOMException("", "AbortError")));
    await expect(ask(question, listener, signal)).rejects.toMatchObject({ name: "AbortError" });
  });
});
