import { describe, expect, it } from "vitest";
import { EventParser, readEvents } from "./sse";

const stream =
  'event: step\ndata: {"step":"检索法规…"}\n\n: keep-alive\n\ndata: 1\ndata:2\n\r\nevent:answer\r\ndata: {}\r\n\r\n';
const events = [
  { event: "step", data: '{"step":"检索法规…"}' },
  { event: "message", data: "1\n2" },
  { event: "answer", data: "{}" },
];

describe("a stream of events", () => {
  it("is read whole", () => {
    expect(new EventParser().push(stream)).toEqual(events);
  });

  it("is the same wherever the network cuts it", () => {
    for (let cut = 0; cut <= stream.length; cut++) {
      const parser = new EventParser();
      expect([...parser.push(stream.slice(0, cut)), ...parser.push(stream.slice(cut))]).toEqual(events);
    }
  });

  it("is the same when cut inside a character", async () => {
    const bytes = new TextEncoder().encode(stream);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const read = [];
    for await (const event of readEvents(body)) read.push(event);
    expect(read).toEqual(events);
  });

  it("is given up when the reader leaves", async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode("data: x\n\n")),
      cancel: () => void (cancelled = true),
    });
    for await (const event of readEvents(body)) {
      expect(event.data).toBe("x");
      break;
    }
    expect(cancelled).toBe(true);
  });
});
