import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import * as yunce from "@/api/yunce";
import { ApiError, isAbort } from "@/api/http";
import type { PlanDraft, RuleInConflict } from "@/api/types";
import { noWishes, redone, requestOf, undone, type Wish, type WishList } from "./wishes";

/** What a changed trip counts beside its cost in a re-plan: none changes without need, some, only what must. */
export const PENALTIES = { cheapest: 0, some: 100, least: 500 } as const;
export type Calm = keyof typeof PENALTIES;

/** Wishes that the service refused, and which rules and wishes contradict each other. */
export interface Refusal {
  wishes: readonly Wish[];
  conflict: RuleInConflict[];
}

/**
 * A person's wishes for a day, each change of them checked by the service at once, which mends the rest of the plan around them. Wishes
 * that cannot be met are told and not kept.
 */
export function useDrafting(date: () => string | null, published: () => void) {
  const list = shallowRef<WishList>(noWishes);
  const draft = shallowRef<PlanDraft | null>(null);
  const refusal = shallowRef<Refusal | null>(null);
  const failure = shallowRef<unknown>(null);
  const checking = ref(false);
  const confirming = ref(false);
  const calm = ref<Calm>("least");
  /** Version that the last confirmation made; until the next wish. */
  const confirmed = ref<number | null>(null);
  let running: AbortController | null = null;

  function forget(old: PlanDraft | null): void {
    if (old !== null) void yunce.discardDraft(old.date, old.id).catch(() => {});
  }

  function reset(): void {
    running?.abort();
    running = null;
    checking.value = false;
    list.value = noWishes;
    draft.value = null;
    refusal.value = null;
    failure.value = null;
  }

  watch(date, () => {
    forget(draft.value);
    reset();
    confirmed.value = null;
  });
  watch(calm, () => void wish(list.value));
  onScopeDispose(() => running?.abort());

  /** Checks a list of wishes and takes it when the service finds a plan for it. */
  async function wish(next: WishList): Promise<void> {
    const day = date();
    running?.abort();
    running = null;
    refusal.value = null;
    failure.value = null;
    confirmed.value = null;
    if (day === null || next.now.length === 0) {
      forget(draft.value);
      draft.value = null;
      checking.value = false;
      list.value = next;
      return;
    }
    const controller = new AbortController();
    running = controller;
    checking.value = true;
    try {
      const made = await yunce.draftPlan(day, requestOf(next.now, PENALTIES[calm.value]), controller.signal);
      if (running !== controller) return forget(made);
      forget(draft.value);
      draft.value = made;
      list.value = next;
    } catch (error) {
      if (running !== controller || isAbort(error)) return;
      const conflict = error instanceof ApiError ? error.problem.conflict : undefined;
      if (conflict === undefined) failure.value = error;
      else refusal.value = { wishes: next.now, conflict };
    }
    checking.value = false;
  }

  async function confirm(): Promise<void> {
    const made = draft.value;
    if (made === null) return;
    confirming.value = true;
    failure.value = null;
    try {
      const version = (await yunce.confirmDraft(made.date, made.id)).version;
      reset();
      confirmed.value = version;
      published();
    } catch (error) {
      failure.value = error;
      // Somebody else's version is in force: the plan is loaded anew, and the wishes can be checked against it.
      if (error instanceof ApiError && error.status === 409) published();
    }
    confirming.value = false;
  }

  function discard(): void {
    forget(draft.value);
    reset();
  }

  return {
    list,
    draft,
    refusal,
    failure,
    checking,
    confirming,
    confirmed,
    calm,
    wish,
    again: () => wish(list.value),
    undo: () => wish(undone(list.value)),
    redo: () => wish(redone(list.value)),
    mayUndo: computed(() => list.value.past.length > 0),
    mayRedo: computed(() => list.value.future.length > 0),
    /** Whether there is anything to tell of. */
    busy: computed(
      () =>
        checking.value ||
        list.value.now.length + list.value.past.length + list.value.future.length > 0 ||
        [refusal, failure, confirmed].some((one) => one.value !== null),
    ),
    confirm,
    discard,
  };
}

export type Drafting = ReturnType<typeof useDrafting>;
