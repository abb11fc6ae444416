import { shallowRef } from "vue";
import { getJson } from "@/api/http";

interface KpiName {
  zh: string;
  en: string;
  synonyms: string[];
}

const names = shallowRef<ReadonlyMap<string, KpiName>>(new Map());
let asked = false;

/** Names of the KPIs in force, by id; empty until they are there, and asked for once. */
export function useKpiNames() {
  if (!asked) {
    asked = true;
    getJson<({ id: string } & KpiName)[]>("/kpis")
      .then((list) => (names.value = new Map(list.map((one) => [one.id, one]))))
      .catch(() => (asked = false));
  }
  return names;
}
