import { ref } from "vue";
import { getConversation, type Said } from "@/api/conversations";
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
  /** What the person said of the answer. */
  feedback: Said | null;
  error: unknown;
}

const turns = ref<Turn[]>([]);
const working = ref(false);
const conversation = ref(newConversation());
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
    feedback: null,
    error: null,
  });
  const turn = turns.value[turns.value.length - 1]!;
  const listener = {
    step: (step: string) => void turn.steps.push(step),
    text: (piece: string) => void (turn.draft += piece),
  };
  try {
    turn.answer = await yunce.ask({ question, conversation: conversation.value }, listener, own.signal);
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
  conversation.value = newConversation();
}

/** Shows an earlier conversation of one's own, to read and to go on with. */
async function resume(id: string): Promise<void> {
  const kept = await getConversation(id);
  clear();
  conversation.value = id;
  turns.value = kept.map((turn, index) => ({
    id: index + 1,
    question: turn.question,
    state: "answered",
    steps: [],
    draft: "",
    answer: { ...turn.answer, turn: turn.id },
    feedback: turn.feedback,
    error: null,
  }));
}

export function useChat() {
  return { turns, working, conversation, ask, stop, clear, resume };
}
