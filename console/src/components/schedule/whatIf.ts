import type { Disturbance } from "@/api/types";
import { minuteOfTime } from "./gantt/clock";

export type WhatIfKind = "BREAKDOWN" | "VOLUME_CHANGE" | "LATE_VOLUME" | "ROAD_CLOSURE";

/** The form as it is filled in; numbers may be texts while they are typed. */
export interface WhatIfForm {
  kind: WhatIfKind;
  vehicle: string;
  /** Origin→site. */
  road: string;
  lines: string[];
  percent: string | number;
  minutes: string | number;
  from: string;
  to: string;
}

export const emptyForm = (): WhatIfForm => ({
  kind: "BREAKDOWN",
  vehicle: "",
  road: "",
  lines: [],
  percent: 20,
  minutes: 30,
  from: "",
  to: "",
});

export type WhatIfFault = "vehicle" | "road" | "lines" | "percent" | "minutes" | "time" | "span";

/** What is missing or wrong; null when the form says something that can be asked. */
export function faultOf(form: WhatIfForm): WhatIfFault | null {
  const timed = form.kind === "BREAKDOWN" || form.kind === "ROAD_CLOSURE";
  if (form.kind === "BREAKDOWN" && form.vehicle === "") return "vehicle";
  if (form.kind === "ROAD_CLOSURE" && form.road === "") return "road";
  if (!timed && form.lines.length === 0) return "lines";
  const percent = Number(form.percent);
  if (form.kind === "VOLUME_CHANGE" && (form.percent === "" || !(percent >= -100 && percent <= 900))) return "percent";
  const minutes = Number(form.minutes);
  if (form.kind === "LATE_VOLUME" && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= 600)) return "minutes";
  if (!timed) return null;
  const from = minuteOfTime(form.from);
  const to = form.to.trim() === "" ? 1440 : minuteOfTime(form.to);
  if (from === null || to === null) return "time";
  return from < to ? null : "span";
}

/** @param whole a time of the planning day as a date-time */
export function disturbanceOf(form: WhatIfForm, whole: (time: string) => string): Disturbance {
  const from = () => whole(form.from);
  const to = form.to.trim() === "" ? {} : { to: whole(form.to) };
  switch (form.kind) {
    case "BREAKDOWN":
      return { kind: "BREAKDOWN", vehicle: form.vehicle, from: from(), ...to };
    case "ROAD_CLOSURE": {
      const [origin = "", site = ""] = form.road.split("→");
      return { kind: "ROAD_CLOSURE", origin, site, from: from(), ...to };
    }
    case "VOLUME_CHANGE":
      return { kind: "VOLUME_CHANGE", lines: [...form.lines], factor: 1 + Number(form.percent) / 100 };
    case "LATE_VOLUME":
      return { kind: "LATE_VOLUME", lines: [...form.lines], minutes: Number(form.minutes) };
  }
}
