/** The shapes of docs/rest.md, by their names there. Dates are ISO days, date-times are local (Asia/Shanghai). */

export type Role = "DISPATCHER" | "SCHEDULER" | "MANAGER" | "ADMIN";
export type Tier = "CITY" | "COUNTY" | "TOWNSHIP" | "VILLAGE";
export type Direction = "PICKUP" | "DELIVERY";
export type Wave = "0600" | "1400";
export type Route = "POLICY" | "KPI" | "FORECAST" | "SCHEDULE" | "MIXED" | "SMALLTALK" | "OUT_OF_SCOPE";

/** RFC 9457 problem. */
export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  errors?: { field?: string; message?: string }[];
  /** Of wishes for a day's plan that cannot be met: rules and events, each needed for the contradiction. */
  conflict?: RuleInConflict[];
}

/** A row of a file that could not be read; without a column the whole line is meant. */
export interface RowError {
  file: string;
  line: number;
  column: string | null;
  found: string;
  expected: string;
}

export interface Session {
  user: string;
  role: Role;
}

export type ModelState = "NONE" | "LOADING" | "READY" | "FAILED";

export interface Status {
  synthetic: boolean;
  dataCutOff: string | null;
  runId: number | string | null;
  publishedAt: string | null;
  model: { name: string; state: ModelState };
  documents: number;
}

export type RunState = "PENDING" | "RUNNING" | "DONE" | "FAILED";

export interface Run {
  id: number;
  dataCutOff: string;
  startedBy: string;
  status: RunState;
  startedAt: string;
  finishedAt: string | null;
  /** In the order they run; the detail says what a step did or does, or why it failed. */
  steps: {
    name: "IMPORT" | "FORECAST" | "SCHEDULE" | "PUBLISH";
    status: RunState;
    startedAt: string | null;
    finishedAt: string | null;
    detail: string;
  }[];
}

export interface NetworkNode {
  id: string;
  name: string;
  tier: Tier;
  parentId: string | null;
  longitude: number | null;
  latitude: number | null;
}

export interface Interval {
  levelPercent: number;
  lo: number;
  hi: number;
}

export interface NodeForecast {
  nodeId: string;
  nodeName: string;
  tier: Tier;
  direction: Direction;
  date: string;
  mean: number;
  intervals: Interval[];
  model: string;
  explanation: Explanation;
}

/** A forecast in parts that add up to its mean, in parcels, and in words. */
export interface Explanation {
  level: number;
  season: number;
  festival: number;
  shopping: number;
  preknown: number;
  rest: number;
  event: string;
  chinese: string;
  english: string;
}

export interface DayVolume {
  date: string;
  parcels: number;
}

export interface NodeSeries {
  node: NetworkNode;
  direction: Direction;
  history: DayVolume[];
  forecast: NodeForecast[];
  /** What forecast it; null when that is not told. */
  model: { weights: { model: string; weight: number }[]; why: string; flags: string | string[] } | null;
  synthetic: boolean;
  runId: number | string | null;
}

export interface LineForecast {
  line: string;
  date: string;
  parcels: number;
  intervals: Interval[];
  profile: number[];
  basis: string;
}

/** The coming day, as the first page shows it. */
export interface Outlook {
  planDays: string[];
  /** That the forecasts are of; null before the first run. */
  day: string | null;
  /** The city's, in both directions. */
  hubs: NodeForecast[];
  /** The county parks, each beside its busiest day of late. */
  parks: { point: NodeForecast; busiest: DayVolume | null }[];
  plan: PlanSum | null;
  reviews: PlanReview[];
}

export interface PlanSum {
  date: string;
  synthetic: boolean;
  kpis: Kpis;
  trips: number;
  /** Trips that no vehicle is booked for. */
  uncovered: number;
  uncoveredParcels: number;
}

export interface Kpis {
  totalCost: number;
  lowerBound: number;
  ownVehicleTurnover: number;
  parcelsPerVehicle: number;
  ownVehicles: number;
  ownTrips: number;
  externalTrips: number;
  combinedTrips: number;
  parcels: number;
}

export interface Trip {
  id: string;
  fleet: string;
  loads: { line: string; parcels: number }[];
  departure: string;
  container: boolean;
  /** An own vehicle's id; null for an external carrier. */
  vehicle: string | null;
  /** Whether an external trip's vehicle is booked ahead, or hired on the day as needed. */
  booked: boolean | null;
  parcels: number;
  reason: string;
}

export interface PlanObjective {
  ownTripBonus: number;
  externalTripPenalty: number;
}

/** How the evening's run plans. */
export interface PlanSettings {
  container: boolean;
  rule: "COMPLETE" | "EARLY";
  objective: PlanObjective;
  bookingScenarios: number;
  planSeconds: number;
}

export interface PlanSettingsChange {
  id: number;
  settings: PlanSettings;
  by: string;
  at: string;
}

export interface Schedule {
  date: string;
  synthetic: boolean;
  runId: number | string | null;
  /** 0 as the run made it, 1 and up as confirmed on its day. */
  version: number;
  kpis: Kpis;
  settings: PlanSettings;
  /** Over the scenarios that vehicles were booked on; null where all external trips are booked. */
  expectedCost: { asBooked: number; withAllBooked: number } | null;
  trips: Trip[];
}

export interface Question {
  question: string;
  asOf?: string;
  conversation?: string;
}

export interface Citation {
  articleId: string;
  law: string;
  version: string;
  article: string;
  quote: string;
}

export interface SourcedNumber {
  value: string;
  unit: string;
  source: string;
}

export interface Answer {
  answer: string;
  refused: boolean;
  route: Route;
  citations: Citation[];
  numbers: SourcedNumber[];
  calls: { tool: string; arguments: Record<string, unknown> }[];
  query: Record<string, unknown> | null;
  choices: string[];
  millis: number;
  /** Id of it in one's conversation; missing where it is kept nowhere. */
  turn?: number;
}

export interface Article {
  id: string;
  law: string;
  version: string;
  inForce: boolean;
  article: string;
  heading: string[];
  text: string;
  synthetic: boolean;
  references: Reference[];
}

/** Where an article's text refers to another article. */
export interface Reference {
  start: number;
  end: number;
  articleId: string;
}

/** In words of both languages. */
export interface Words {
  chinese: string;
  english: string;
}

/** What happens on a day or is wished for: times are such as 05:40, or whole; a missing end is the day's. */
export type Disturbance =
  | { kind: "MOVE"; trip: string; departure: string }
  | { kind: "LOCK"; trip: string }
  | { kind: "BREAKDOWN"; vehicle: string; from: string; to?: string | null }
  | { kind: "VOLUME_CHANGE"; lines: string[]; factor: number }
  | { kind: "LATE_VOLUME"; lines: string[]; minutes: number }
  | { kind: "ROAD_CLOSURE"; origin: string; site: string; from: string; to?: string | null };

export interface DraftRequest {
  now?: string;
  disturbances: Disturbance[];
  released: string[];
  changePenalty: number;
}

/** Counts the request's disturbances from 0; null for an earlier one or a rule that always holds. */
export interface RuleInConflict extends Words {
  disturbance: number | null;
}

export interface TripChange extends Words {
  trip: string;
  kind: "NEW" | "CANCELLED" | "TO_EXTERNAL" | "VEHICLE" | "LINES" | "DEPARTURE";
  before: Trip | null;
  after: Trip | null;
}

export interface PlanDraft {
  id: number;
  date: string;
  runId: number;
  baseVersion: number;
  version: number | null;
  status: "DRAFT" | "CONFIRMED" | "DISCARDED";
  now: string;
  costBefore: number;
  costChange: number;
  kpis: Kpis;
  changes: TripChange[];
  lateTrips: string[];
  events: { known: string; disturbance: Disturbance }[];
  createdBy: string;
  createdAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
}

/** Lines with their times; minutes of the latest departure count from 21:00 of the day before. */
export interface ScheduleNetwork {
  fleets: { fleet: string; vehicles: string[] }[];
  lines: ScheduleLine[];
}

export interface ScheduleLine {
  line: string;
  origin: string;
  site: string;
  fleet: string;
  latestDepartureMinute: number;
  transitMinutes: number;
  /** From an own vehicle's departure to the first minute at which it may leave again. */
  turnMinutes: number;
  containerTurnMinutes: number;
}

export interface PlanExplanation {
  trips: ({ trip: string } & Words)[];
  fleets: ({ fleet: string; vehicles: number; oneMoreSaves: number; oneFewerCosts: number | null } & Words)[];
  lines: { line: string; parcels: number; trips: number; ownCost: number; externalCost: number }[];
}

/** What a day's plan came to, as the run of its evening found. */
export interface PlanReview {
  date: string;
  plannedCost: number;
  drivenCost: number;
  knownCost: number;
  knownLowerBound: number;
  errorCost: number;
  lateExtraTrips: number;
  lateExtraCost: number;
  unusedExternalCost: number;
}

export type HaulTier = "LINE_HAUL" | "FEEDER" | "LAST_MILE";

export interface TierTrip {
  tier: HaulTier;
  company: number | null;
  type: string;
  /** Null: hired. */
  vehicle: string | null;
  origin: string;
  stops: { node: string; parcels: number }[];
  departure: string;
  arrival: string;
  back: string;
  free: string;
  km: number;
  cost: number;
}

export interface TierSchedule {
  date: string;
  synthetic: boolean;
  totalCost: number;
  lowerBound: number;
  costs: { tier: HaulTier; cost: number; lowerBound: number; trips: number; parcels: number }[];
  trips: TierTrip[];
}
