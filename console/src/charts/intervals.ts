import type { DayVolume, Interval } from "@/api/types";

/** A day's forecast with its uncertainty, of an outlet or a line. */
export interface ForecastDay {
  date: string;
  mean: number;
  intervals: Interval[];
  /** Festival or shopping event that is reckoned with. */
  explanation?: { event: string };
}

/** Lower edge and width of an interval, by day; null where there is none. */
export interface Band {
  levelPercent: number;
  lo: (number | null)[];
  width: (number | null)[];
}

/** History and forecast on one axis of days. */
export interface IntervalSeries {
  days: string[];
  history: (number | null)[];
  mean: (number | null)[];
  /** Widest first, so that the narrower is drawn over it. */
  bands: Band[];
  /** Index of the last observed day; -1 when none is known. */
  lastObserved: number;
}

/**
 * Puts history and forecast on one axis. The forecast starts in the last observation, where its bands have no width: the
 * fan shows how uncertainty grows. A forecast of an observed day is left out.
 */
export function intervalSeries(history: readonly DayVolume[], forecast: readonly ForecastDay[]): IntervalSeries {
  const last = history[history.length - 1];
  const future = forecast.filter((point) => last === undefined || point.date > last.date);
  const days = [...history.map((point) => point.date), ...future.map((point) => point.date)];
  const before = history.map((point, index) => (index === history.length - 1 ? point.parcels : null));
  const levels = [...new Set(future.flatMap((point) => point.intervals.map((interval) => interval.levelPercent)))];
  return {
    days,
    history: [...history.map((point) => point.parcels), ...future.map(() => null)],
    mean: [...before, ...future.map((point) => point.mean)],
    bands: levels.sort((a, b) => b - a).map((level) => band(level, before, future)),
    lastObserved: history.length - 1,
  };
}

function band(levelPercent: number, before: (number | null)[], future: readonly ForecastDay[]): Band {
  const found = future.map((point) => point.intervals.find((interval) => interval.levelPercent === levelPercent));
  return {
    levelPercent,
    lo: [...before, ...found.map((interval) => interval?.lo ?? null)],
    width: [
      ...before.map((value) => (value === null ? null : 0)),
      ...found.map((interval) => (interval === undefined ? null : interval.hi - interval.lo)),
    ],
  };
}

/** Change against the observation seven days before; null where there is none. */
export function changeOnWeek(history: readonly DayVolume[], weekBefore: string, mean: number): number | null {
  const found = history.find((point) => point.date === weekBefore);
  return found === undefined || found.parcels <= 0 ? null : mean / found.parcels - 1;
}
