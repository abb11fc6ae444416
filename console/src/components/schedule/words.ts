import type { Words } from "@/api/types";
import { language } from "@/stores/preferences";
import { useText } from "@/text/useText";
import type { Wish } from "./wishes";

/** The service's words in the chosen language. */
export const wordsOf = (words: Words) => (language.value === "en" ? words.english : words.chinese);

/** Wishes and events in words. */
export function useWishText(): (wish: Wish) => string {
  const { t, number } = useText();
  const list = (lines: readonly string[]) =>
    lines.length === 1 ? lines[0]! : t("draft.lines", { first: lines[0] ?? "", count: lines.length });
  const span = (from: string, to: string | null | undefined) =>
    to ? t("draft.span", { from: from.slice(-5), to: to.slice(-5) }) : t("draft.since", { from: from.slice(-5) });

  return (wish) => {
    switch (wish.kind) {
      case "MOVE":
        return t("draft.wish.MOVE", { trip: wish.trip, time: wish.departure.slice(-5) });
      case "LOCK":
      case "RELEASE":
        return t(`draft.wish.${wish.kind}`, { trip: wish.trip });
      case "BREAKDOWN":
        return t("draft.wish.BREAKDOWN", { vehicle: wish.vehicle, span: span(wish.from, wish.to) });
      case "VOLUME_CHANGE":
        return t("draft.wish.VOLUME_CHANGE", { lines: list(wish.lines), factor: number(wish.factor, 2) });
      case "LATE_VOLUME":
        return t("draft.wish.LATE_VOLUME", { lines: list(wish.lines), minutes: wish.minutes });
      case "ROAD_CLOSURE":
        return t("draft.wish.ROAD_CLOSURE", {
          origin: wish.origin,
          site: wish.site,
          span: span(wish.from, wish.to),
        });
    }
  };
}
