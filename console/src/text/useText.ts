import { useI18n } from "vue-i18n";
import { ApiError } from "@/api/http";
import { language } from "@/stores/preferences";
import { today } from "@/stores/today";
import * as format from "./format";
import { basisText, methodText } from "./method";
import { reasonText } from "./reason";
import { runDetail } from "./runDetail";
import { eventText, paragraphText, unitText } from "./units";

/** Texts and formats in the chosen language, for templates. */
export function useText() {
  const { t, te } = useI18n();

  /** What went wrong: the kind of failure in the chosen language, then the service's own words. */
  function errorText(error: unknown): string {
    if (!(error instanceof ApiError)) return t("error.page");
    if (error.status === 0) return t("error.unreachable");
    const fields = (error.problem.errors ?? []).map((field) => [field.field, field.message].filter(Boolean).join(" "));
    const kind = te(`error.${error.status}`) ? t(`error.${error.status}`) : t("error.other", { status: error.status });
    return [kind, error.problem.detail, ...fields].filter(Boolean).join("\n");
  }

  /** A day to choose: today and tomorrow by name, others by weekday. */
  function dayLabel(date: string): string {
    const near = [today.value, format.addDays(today.value, 1)].indexOf(date);
    const day = format.formatDay(date, language.value, today.value, near < 0);
    return near < 0 ? day : t("common.near", { name: t(near === 0 ? "common.today" : "common.tomorrow"), day });
  }

  return {
    t,
    te,
    errorText,
    dayLabel,
    method: (model: string) => methodText(model, t, te),
    basis: (text: string) => basisText(text, t),
    number: (value: number, digits = 0) => format.formatNumber(value, language.value, digits),
    percent: (ratio: number, signed = false) => format.formatPercent(ratio, language.value, signed),
    month: (month: string) => format.formatMonth(month, language.value),
    detail: (text: string) => runDetail(text, t),
    reason: (text: string) => reasonText(text, t),
    unit: (unit: string) => unitText(unit, language.value),
    /** A number right before its unit, with a space where the language has one. */
    counted: (value: string, unit: string) =>
      language.value === "en" && unit !== "%" ? `${value} ${unitText(unit, language.value)}`.trim() : value + unit,
    list: (items: readonly string[]) => items.join(language.value === "en" ? ", " : "、"),
    /** A name in the chosen language. */
    indicator: (names: { zh: string; en: string }) =>
      language.value === "en" ? format.capitalized(names.en) : names.zh,
    /** How a KPI is computed, in the chosen language. */
    defined: (kpi: { definition: string; definitionEn: string }) =>
      language.value === "en" ? kpi.definitionEn : kpi.definition,
    /** A festival or shopping event. */
    event: (text: string) => eventText(text, language.value),
    /** A paragraph of the city's plan. */
    paragraph: (text: string) => paragraphText(text, language.value),
    day: (date: string) => format.formatDay(date, language.value, today.value),
    instant: (value: string) => format.formatInstant(value, language.value),
  };
}
