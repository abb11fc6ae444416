import type { SourcedNumber } from "@/api/types";

/** Numbers of an answer by what gave them, in the order of the answer; each number once a source. */
export function numbersBySource(numbers: readonly SourcedNumber[]): { source: string; values: string[] }[] {
  const bySource = new Map<string, Set<string>>();
  for (const { value, unit, source } of numbers) {
    const values = bySource.get(source) ?? new Set();
    // A date is its own unit.
    bySource.set(source, values.add(unit === "日期" ? value : value + unit));
  }
  return [...bySource].map(([source, values]) => ({ source, values: [...values] }));
}
