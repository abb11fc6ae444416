import type { Bar, Lane } from "./lanes";
import { ticks, timeOf } from "./clock";

export const AXIS_HEIGHT = 28;
export const LANE_HEIGHT = 26;

/** What a canvas shows: pixels of a plane on which minute {@link from} is at 0 and the lanes are under the axis. */
export interface View {
  width: number;
  height: number;
  /** Of the names at the left, which stay when the plane scrolls. */
  labelWidth: number;
  scrollLeft: number;
  scrollTop: number;
  from: number;
  to: number;
  pixelsPerMinute: number;
}

export interface Colours {
  surface: string;
  sunken: string;
  line: string;
  text: string;
  soft: string;
  accent: string;
  accentSoft: string;
  external: string;
  externalSoft: string;
  danger: string;
  font: string;
}

export interface Ghost {
  bar: Bar;
  lane: number;
  start: number;
  faulty: boolean;
}

export interface Scene {
  lanes: readonly Lane[];
  folded: ReadonlySet<string>;
  selected: string | null;
  hovered: string | null;
  locked: ReadonlySet<string>;
  changed: ReadonlySet<string>;
  now: number;
  ghost: Ghost | null;
  words: { lane: (lane: Lane) => string; now: string };
}

export function xOf(view: View, minute: number): number {
  return view.labelWidth + (minute - view.from) * view.pixelsPerMinute - view.scrollLeft;
}

export function minuteAt(view: View, x: number): number {
  return (x - view.labelWidth + view.scrollLeft) / view.pixelsPerMinute + view.from;
}

export function yOf(view: View, lane: number): number {
  return AXIS_HEIGHT + lane * LANE_HEIGHT - view.scrollTop;
}

/** The lane at a height of the canvas; -1 outside. */
export function laneAt(view: View, y: number, lanes: readonly Lane[]): number {
  if (y < AXIS_HEIGHT) return -1;
  const lane = Math.floor((y - AXIS_HEIGHT + view.scrollTop) / LANE_HEIGHT);
  return lane < lanes.length ? lane : -1;
}

/** The bar at a place of the canvas; where some overlap, the one that is drawn last. */
export function barAt(view: View, x: number, y: number, lanes: readonly Lane[]): { bar: Bar; lane: number } | null {
  const lane = laneAt(view, y, lanes);
  const found = lanes[lane];
  if (found === undefined || found.kind === "fleet" || x < view.labelWidth) return null;
  const minute = minuteAt(view, x);
  const slack = 3 / view.pixelsPerMinute;
  for (let i = found.bars.length - 1; i >= 0; i--) {
    const bar = found.bars[i]!;
    if (bar.start - slack <= minute && minute <= bar.free + slack) return { bar, lane };
  }
  return null;
}

/** Cuts a text to a width. Measured once a text: a frame draws hundreds. */
const widths = new Map<string, number>();
let measuredFont = "";

function widthOf(pen: CanvasRenderingContext2D, text: string): number {
  if (measuredFont !== pen.font) {
    widths.clear();
    measuredFont = pen.font;
  }
  let width = widths.get(text);
  if (width === undefined) widths.set(text, (width = pen.measureText(text).width));
  return width;
}

function fitted(pen: CanvasRenderingContext2D, text: string, width: number): string {
  const whole = widthOf(pen, text);
  if (whole <= width) return text;
  const letters = Math.floor((text.length * width) / whole) - 1;
  return letters < 2 ? "" : `${text.slice(0, letters)}…`;
}

/** Draws what is in view; nothing outside costs more than a comparison. */
export function paint(pen: CanvasRenderingContext2D, view: View, scene: Scene, colours: Colours): void {
  const { width, height, labelWidth } = view;
  pen.fillStyle = colours.surface;
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = "middle";
  const first = Math.max(0, Math.floor(view.scrollTop / LANE_HEIGHT));
  const last = Math.min(scene.lanes.length - 1, Math.floor((view.scrollTop + height - AXIS_HEIGHT) / LANE_HEIGHT));

  pen.save();
  pen.beginPath();
  pen.rect(labelWidth, AXIS_HEIGHT, width - labelWidth, height - AXIS_HEIGHT);
  pen.clip();
  for (let i = first; i <= last; i++) paintGround(pen, view, scene.lanes[i]!, i, colours);
  paintGrid(pen, view, colours);
  pen.font = `11px ${colours.font}`;
  for (let i = first; i <= last; i++) paintBars(pen, view, scene, scene.lanes[i]!, i, colours);
  paintNow(pen, view, scene, colours);
  if (scene.ghost !== null) paintGhost(pen, view, scene.ghost, colours);
  pen.restore();

  paintAxis(pen, view, scene, colours);
  paintNames(pen, view, scene, first, last, colours);
}

function paintGround(pen: CanvasRenderingContext2D, view: View, lane: Lane, index: number, colours: Colours): void {
  const y = yOf(view, index);
  if (lane.kind === "fleet") {
    pen.fillStyle = colours.sunken;
    pen.fillRect(0, y, view.width, LANE_HEIGHT);
  }
  pen.fillStyle = colours.line;
  pen.fillRect(0, y + LANE_HEIGHT - 1, view.width, 1);
}

function paintGrid(pen: CanvasRenderingContext2D, view: View, colours: Colours): void {
  pen.fillStyle = colours.line;
  const [from, to] = [minuteAt(view, view.labelWidth), minuteAt(view, view.width)];
  for (const minute of ticks(from, to, view.pixelsPerMinute, 56))
    pen.fillRect(Math.round(xOf(view, minute)), AXIS_HEIGHT, 1, view.height);
}

function paintBars(
  pen: CanvasRenderingContext2D,
  view: View,
  scene: Scene,
  lane: Lane,
  index: number,
  colours: Colours,
): void {
  const y = yOf(view, index);
  const scale = view.pixelsPerMinute;
  for (const bar of lane.bars) {
    const x = xOf(view, bar.start);
    const right = xOf(view, bar.free);
    if (right < view.labelWidth || x > view.width) continue;
    const own = bar.trip.vehicle !== null;
    if (lane.kind === "fleet") {
      // Of a fleet, only when its trips leave: one tick each.
      pen.fillStyle = own ? colours.accent : colours.external;
      pen.fillRect(x, y + 9, 2, LANE_HEIGHT - 18);
      continue;
    }
    pen.globalAlpha = bar.start <= scene.now ? 0.55 : 1;
    const [top, tall] = [y + 3, LANE_HEIGHT - 7];
    if (own) {
      pen.fillStyle = colours.accentSoft;
      pen.fillRect(x, top, (bar.back - bar.start) * scale, tall);
      pen.fillStyle = colours.line;
      pen.fillRect(xOf(view, bar.back), top + tall - 5, (bar.free - bar.back) * scale, 5);
    } else {
      pen.fillStyle = colours.externalSoft;
      pen.fillRect(x, top, Math.max(3, (bar.arrival - bar.start) * scale), tall);
    }
    const strong = own ? colours.accent : colours.external;
    pen.fillStyle = strong;
    pen.fillRect(x, top, 3, tall);
    pen.fillRect(x, top + tall - 3, Math.max(3, (bar.arrival - bar.start) * scale), 3);
    let room = (own ? bar.back - bar.start : bar.arrival - bar.start) * scale - 8;
    if (scene.locked.has(bar.trip.id) && room > 12) {
      paintLock(pen, x + 6, top + 3, colours.text);
      room -= 12;
    }
    if (room > 16) {
      const at = x + 6 + (scene.locked.has(bar.trip.id) ? 12 : 0);
      pen.fillStyle = colours.text;
      const text = fitted(pen, labelOf(bar), room);
      if (text !== "") pen.fillText(text, at, top + tall / 2 - 1);
    }
    pen.globalAlpha = 1;
    if (scene.changed.has(bar.trip.id)) {
      pen.strokeStyle = colours.danger;
      pen.lineWidth = 1.5;
      pen.setLineDash([4, 3]);
      pen.strokeRect(x - 1, top - 1, right - x + 2, tall + 2);
      pen.setLineDash([]);
    }
    if (bar.trip.id === scene.selected || bar.trip.id === scene.hovered) {
      pen.strokeStyle = bar.trip.id === scene.selected ? colours.text : colours.soft;
      pen.lineWidth = bar.trip.id === scene.selected ? 2 : 1;
      pen.strokeRect(x - 1, top - 1, right - x + 2, tall + 2);
    }
  }
}

const labels = new WeakMap<Bar, string>();

/** Sites, as short as they are told apart. */
function labelOf(bar: Bar): string {
  let label = labels.get(bar);
  if (label === undefined) {
    const sites = bar.trip.loads.map((load) => load.line.split(" - ")[1] ?? load.line);
    labels.set(bar, (label = sites.join("+")));
  }
  return label;
}

function paintLock(pen: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  pen.fillStyle = colour;
  pen.fillRect(x, y + 5, 8, 6);
  pen.strokeStyle = colour;
  pen.lineWidth = 1.4;
  pen.beginPath();
  pen.arc(x + 4, y + 5, 2.6, Math.PI, 0);
  pen.stroke();
}

function paintNow(pen: CanvasRenderingContext2D, view: View, scene: Scene, colours: Colours): void {
  if (scene.now < view.from || scene.now > view.to) return;
  pen.fillStyle = colours.danger;
  pen.fillRect(Math.round(xOf(view, scene.now)), AXIS_HEIGHT, 1.5, view.height);
}

function paintGhost(pen: CanvasRenderingContext2D, view: View, ghost: Ghost, colours: Colours): void {
  const y = yOf(view, ghost.lane) + 2;
  const x = xOf(view, ghost.start);
  const width = Math.max(4, (ghost.bar.free - ghost.bar.start) * view.pixelsPerMinute);
  const colour = ghost.faulty ? colours.danger : colours.accent;
  pen.globalAlpha = 0.25;
  pen.fillStyle = colour;
  pen.fillRect(x, y, width, LANE_HEIGHT - 5);
  pen.globalAlpha = 1;
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.strokeRect(x, y, width, LANE_HEIGHT - 5);
  pen.font = `600 12px ${colours.font}`;
  const text = timeOf(ghost.start);
  const wide = widthOf(pen, text) + 10;
  const at = Math.min(Math.max(view.labelWidth, x), view.width - wide);
  const top = y < AXIS_HEIGHT + 24 ? y + LANE_HEIGHT : y - 22;
  pen.fillStyle = colour;
  pen.fillRect(at, top, wide, 20);
  pen.fillStyle = colours.surface;
  pen.fillText(text, at + 5, top + 10);
}

function paintAxis(pen: CanvasRenderingContext2D, view: View, scene: Scene, colours: Colours): void {
  pen.fillStyle = colours.sunken;
  pen.fillRect(0, 0, view.width, AXIS_HEIGHT);
  pen.fillStyle = colours.line;
  pen.fillRect(0, AXIS_HEIGHT - 1, view.width, 1);
  pen.save();
  pen.beginPath();
  pen.rect(view.labelWidth, 0, view.width, AXIS_HEIGHT);
  pen.clip();
  pen.font = `12px ${colours.font}`;
  pen.textAlign = "center";
  const nowAt = xOf(view, scene.now);
  const [from, to] = [minuteAt(view, view.labelWidth), minuteAt(view, view.width)];
  for (const minute of ticks(from, to, view.pixelsPerMinute, 56)) {
    const x = xOf(view, minute);
    const cut = x - 18 < view.labelWidth || x + 18 > view.width;
    if (cut || Math.abs(x - nowAt) < 48) continue;
    pen.fillStyle = colours.soft;
    pen.fillText(timeOf(minute), x, AXIS_HEIGHT / 2);
  }
  if (scene.now >= view.from && scene.now <= view.to) {
    pen.fillStyle = colours.danger;
    pen.fillText(`${scene.words.now} ${timeOf(scene.now)}`, nowAt, AXIS_HEIGHT / 2);
  }
  pen.textAlign = "left";
  pen.restore();
}

function paintNames(
  pen: CanvasRenderingContext2D,
  view: View,
  scene: Scene,
  first: number,
  last: number,
  colours: Colours,
): void {
  pen.save();
  pen.beginPath();
  pen.rect(0, AXIS_HEIGHT, view.width, view.height);
  pen.clip();
  for (let i = first; i <= last; i++) {
    const lane = scene.lanes[i]!;
    const y = yOf(view, i);
    pen.fillStyle = lane.kind === "fleet" ? colours.sunken : colours.surface;
    pen.fillRect(0, y, view.labelWidth, LANE_HEIGHT - 1);
    pen.fillStyle = colours.line;
    pen.fillRect(0, y + LANE_HEIGHT - 1, view.labelWidth, 1);
    const heading = lane.kind === "fleet";
    pen.font = `${heading ? "600 " : ""}12px ${colours.font}`;
    pen.fillStyle = lane.kind === "external" ? colours.external : colours.text;
    const fold = heading ? `${scene.folded.has(lane.fleet) ? "▸" : "▾"} ` : "";
    const left = heading || view.labelWidth < 100 ? 8 : 20;
    pen.fillText(fitted(pen, fold + scene.words.lane(lane), view.labelWidth - left - 6), left, y + LANE_HEIGHT / 2);
  }
  pen.restore();
  pen.fillStyle = colours.line;
  pen.fillRect(view.labelWidth - 1, 0, 1, view.height);
}
