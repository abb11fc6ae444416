import { getJson } from "./http";

export interface DeliveryRoute {
  vehicle: string;
  cost: number;
  km: number;
  departure: string;
  back: string;
  visits: { kind: "STOP" | "RELOAD" | "RECHARGE" | "BREAK"; stop: string | null; arrival: string }[];
}

export interface RoutesAnswer {
  cost: number;
  km: number;
  routes: DeliveryRoute[];
  unassigned: { stop: string; chinese: string; english: string }[];
}

/** Plans the delivery routes of a county's villages while the caller waits. */
export const planVillageRoutes = (date: string, park: string, seconds: number, signal?: AbortSignal) =>
  getJson<RoutesAnswer>("/routes/villages", { method: "POST", body: { date, park, seconds }, signal });
