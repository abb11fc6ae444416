import type { Disturbance, DraftRequest, PlanDraft, Trip, TripChange } from "@/api/types";

/** What a person wants of a day's plan, or supposes of the day; a release ends locks and moves that were confirmed before. */
export type Wish = Disturbance | { kind: "RELEASE"; trip: string };

/** Wishes with their history; undo and redo go back and forth in it. */
export interface WishList {
  readonly now: readonly Wish[];
  readonly past: readonly (readonly Wish[])[];
  readonly future: readonly (readonly Wish[])[];
}

export const noWishes: WishList = { now: [], past: [], future: [] };

function changed(list: WishList, now: readonly Wish[]): WishList {
  return { now, past: [...list.past, list.now], future: [] };
}

const sameTrip = (a: Wish, b: Wish) => "trip" in a && "trip" in b && a.kind === b.kind && a.trip === b.trip;

/** Adds a wish; a move, lock or release of a trip stands for an earlier one of its kind. */
export function withWish(list: WishList, wish: Wish): WishList {
  return changed(list, [...list.now.filter((one) => !sameTrip(one, wish)), wish]);
}

export function withoutWish(list: WishList, index: number): WishList {
  return changed(
    list,
    list.now.filter((_, i) => i !== index),
  );
}

export function undone(list: WishList): WishList {
  const now = list.past[list.past.length - 1];
  return now === undefined ? list : { now, past: list.past.slice(0, -1), future: [list.now, ...list.future] };
}

export function redone(list: WishList): WishList {
  const now = list.future[0];
  return now === undefined ? list : { now, past: [...list.past, list.now], future: list.future.slice(1) };
}

export function requestOf(wishes: readonly Wish[], changePenalty: number): DraftRequest {
  return {
    disturbances: wishes.filter((wish) => wish.kind !== "RELEASE"),
    released: wishes.filter((wish) => wish.kind === "RELEASE").map((wish) => wish.trip),
    changePenalty,
  };
}

/** Trips that may not change: locked in the version in force, unless released since, or by a wish. */
export function lockedTrips(versions: readonly PlanDraft[], wishes: readonly Wish[]): Set<string> {
  const locked = new Set<string>();
  for (const { disturbance } of versions[versions.length - 1]?.events ?? [])
    if (disturbance.kind === "LOCK") locked.add(disturbance.trip);
  for (const wish of wishes) if (wish.kind === "RELEASE") locked.delete(wish.trip);
  for (const wish of wishes) if (wish.kind === "LOCK") locked.add(wish.trip);
  return locked;
}

/** The wishes after a trip's lock is put on or taken off. */
export function lockToggled(list: WishList, trip: string, versions: readonly PlanDraft[]): WishList {
  const wished = list.now.findIndex((wish) => wish.kind === "LOCK" && wish.trip === trip);
  if (wished >= 0) return withoutWish(list, wished);
  const released = list.now.findIndex((wish) => wish.kind === "RELEASE" && wish.trip === trip);
  if (released >= 0) return withoutWish(list, released);
  return withWish(list, { kind: lockedTrips(versions, []).has(trip) ? "RELEASE" : "LOCK", trip });
}

/** A plan's trips once a draft's changes are made. */
export function tripsWith(trips: readonly Trip[], changes: readonly TripChange[]): Trip[] {
  const after = new Map<string, Trip | null>();
  const fresh: Trip[] = [];
  for (const change of changes) {
    if (change.before === null) {
      if (change.after !== null) fresh.push(change.after);
    } else {
      after.set(change.before.id, change.after);
    }
  }
  const kept = trips.flatMap((trip) => {
    const next = after.get(trip.id);
    return next === undefined ? [trip] : next === null ? [] : [next];
  });
  return [...kept, ...fresh];
}
