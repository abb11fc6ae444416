import { Bell, DataAnalysis, Document, Setting, Share, TrendCharts, Van } from "@element-plus/icons-vue";
import type { Component } from "vue";
import type { Role } from "./api/types";

export interface Page {
  path: string;
  name: string;
  /** Key of the title. */
  title: string;
  icon: Component;
  /** Who may see it; everybody who is signed in where it is missing. */
  roles?: readonly Role[];
  view: () => Promise<Component>;
  /** What it asks for whatever is chosen in it: paths below /api/v1 with their parameters. */
  data?: readonly (readonly [path: string, query?: Record<string, string | number>])[];
}

/** The pages in the navigation's order; the first is where a person starts. */
export const pages: readonly Page[] = [
  {
    path: "/today",
    name: "today",
    title: "page.today",
    icon: Bell,
    view: () => import("./views/TodayView.vue"),
    data: [["/outlook"], ["/monitor/drift"], ["/targets"]],
  },
  {
    path: "/forecast",
    name: "forecast",
    title: "page.forecast",
    icon: TrendCharts,
    view: () => import("./views/ForecastView.vue"),
  },
  {
    path: "/schedule",
    name: "schedule",
    title: "page.schedule",
    icon: Van,
    view: () => import("./views/ScheduleView.vue"),
  },
  {
    path: "/network",
    name: "network",
    title: "page.network",
    icon: Share,
    view: () => import("./views/NetworkView.vue"),
  },
  {
    path: "/kpis",
    name: "kpis",
    title: "page.kpis",
    icon: DataAnalysis,
    view: () => import("./views/KpisView.vue"),
  },
  {
    path: "/documents",
    name: "documents",
    title: "page.documents",
    icon: Document,
    view: () => import("./views/DocumentsView.vue"),
  },
  {
    path: "/admin/:part?",
    name: "admin",
    title: "page.admin",
    icon: Setting,
    roles: ["SCHEDULER", "ADMIN"],
    view: () => import("./views/AdminView.vue"),
  },
];
