/** Minutes of a planning day, which runs from 21:00 of the day before until 21:00. */

export const DAY_MINUTES = 1440;
const START_MINUTE = 21 * 60;

/** Minute of a local date-time such as 2026-11-25T03:10. */
export function minuteOf(date: string, dateTime: string): number {
  return Math.round((Date.parse(`${dateTime}Z`) - Date.parse(`${date}T00:00Z`)) / 60_000) + DAY_MINUTES - START_MINUTE;
}

/** The local date-time of a minute. */
export function dateTimeOf(date: string, minute: number): string {
  const millis = Date.parse(`${date}T00:00Z`) + (minute - DAY_MINUTES + START_MINUTE) * 60_000;
  return new Date(millis).toISOString().slice(0, 16);
}

/** The time of a minute, such as 03:10. */
export function timeOf(minute: number): string {
  const ofDay = (((Math.round(minute) + START_MINUTE) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  return `${String(Math.floor(ofDay / 60)).padStart(2, "0")}:${String(ofDay % 60).padStart(2, "0")}`;
}

/** The minute of a time as people write it: 5:40, 05:40, 0540 or 5：40; null when it is none. */
export function minuteOfTime(text: string): number | null {
  const match = /^(\d{1,2})[:：]?(\d{2})$/.exec(text.trim());
  if (match === null) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2]);
  if (hour > 23 || minute > 59) return null;
  return (hour * 60 + minute - START_MINUTE + DAY_MINUTES) % DAY_MINUTES;
}

/** The minute of Shanghai's clock; below 0 before the day, DAY_MINUTES and above after it. */
export function clockMinute(date: string, now: Date): number {
  const shanghai = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
  return minuteOf(date, shanghai);
}

const STEPS = [10, 15, 30, 60, 120, 180, 360];

/** Minutes on whole hours or parts of them, at least {@link apart} pixels apart. */
export function ticks(from: number, to: number, pixelsPerMinute: number, apart: number): number[] {
  const step = STEPS.find((minutes) => minutes * pixelsPerMinute >= apart) ?? STEPS[STEPS.length - 1]!;
  const list: number[] = [];
  for (let minute = Math.ceil(from / step) * step; minute <= to; minute += step) list.push(minute);
  return list;
}
