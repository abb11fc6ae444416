import { shallowRef } from "vue";
import { getJson } from "@/api/http";

const names = shallowRef<ReadonlyMap<string, { zh: string; en: string }>>(new Map());
let asked = false;

/** Names of the KPIs in force, by id; empty until they are there, and asked for once. */
export function useKpiNames() {
  if (!asked) {
    asked = true;
    getJson<{ id: string; zh: string; en: string }[]>("/kpis")
      .then((list) => (names.value = new Map(list.map((one) => [one.id, one]))))
      .catch(() => (asked = false));
  }
  return names;
}
