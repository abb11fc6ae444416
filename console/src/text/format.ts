import type { Language } from "@/stores/preferences";

const DAY_MILLIS = 86_400_000;

/** Today's date in Asia/Shanghai, whatever the computer's own zone. */
export function shanghaiDate(now: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(now);
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date + "T00:00:00Z") + days * DAY_MILLIS).toISOString().slice(0, 10);
}

export function formatNumber(value: number, language: Language, digits = 0): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(
    value,
  );
}

export function formatPercent(ratio: number, language: Language, signed = false): string {
  return new Intl.NumberFormat(language, {
    style: "percent",
    maximumFractionDigits: 1,
    signDisplay: signed ? "exceptZero" : "auto",
  }).format(ratio);
}

/** For example 11月25日周三 or Wed, Nov 25; with the year when it is not that of {@link today}. */
export function formatDay(date: string, language: Language, today = date, weekday = true): string {
  const parts: Intl.DateTimeFormatOptions = { month: language === "en" ? "short" : "long", day: "numeric" };
  if (weekday) parts.weekday = "short";
  if (today.slice(0, 4) !== date.slice(0, 4)) parts.year = "numeric";
  return new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC" }).format(new Date(date + "T00:00:00Z"));
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** For example 2026年10月 or Oct 2026. */
export function formatMonth(month: string, language: Language, name: "short" | "long" = "short"): string {
  const parts: Intl.DateTimeFormatOptions = { year: "numeric", month: language === "en" ? name : "long" };
  return new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC" }).format(new Date(month + "-01T00:00:00Z"));
}

/** An instant as month, day and time in Asia/Shanghai. */
export function formatInstant(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: "Asia/Shanghai",
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).format(new Date(instant));
}

/** The day that a dispatcher wants first: tomorrow, else the nearest day after it, else the latest before. */
export function preferredDay(days: readonly string[], today: string): string | null {
  const sorted = [...days].sort();
  const tomorrow = addDays(today, 1);
  return sorted.find((day) => day >= tomorrow) ?? sorted[sorted.length - 1] ?? null;
}
