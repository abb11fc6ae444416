import { ref } from "vue";
import * as yunce from "@/api/yunce";
import { isAbort } from "@/api/http";
import type { Answer } from "@/api/types";

/** A question and what became of it. */
export interface Turn {
  id: number;
  question: string;
  state: "working" | "answered" | "stopped" | "failed";
  /** What the assistant is doing, latest last. */
  steps: string[];
  /** Text streamed so far; only the answer has passed its checks. */
  draft: string;
  answer: Answer | null;
  error: unknown;
}

const turns = ref<Turn[]>([]);
const working = ref(false);
let conversation = newConversation();
let controller: AbortController | null = null;

function newConversation(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function ask(text: string): Promise<void> {
  const question = text.trim();
  if (question === "" || working.value) return;
  const own = new AbortController();
  controller = own;
  working.value = true;
  turns.value.push({
    id: turns.value.length + 1,
    question,
    state: "working",
    steps: [],
    draft: "",
    answer: null,
    error: null,
  });
  const turn = turns.value[turns.value.length - 1]!;
  const listener = {
    step: (step: string) => void turn.steps.push(step),
    text: (piece: string) => void (turn.draft += piece),
  };
  try {
    turn.answer = await yunce.ask({ question, conversation }, listener, own.signal);
    turn.state = "answered";
  } catch (error) {
    turn.state = isAbort(error) ? "stopped" : "failed";
    turn.error = error;
  } finally {
    if (controller === own) {
      controller = null;
      working.value = false;
    }
  }
}

function stop(): void {
  controller?.abort();
}

/** Forgets the conversation, for the next question or the next person. */
function clear(): void {
  stop();
  controller = null;
  working.value = false;
  turns.value = [];
  conversation = newConversation();
}

export function useChat() {
  return { turns, working, ask, stop, clear };
}
