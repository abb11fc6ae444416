import type { SourcedNumber } from "@/api/types";

/** What is its own unit. */
const BARE: readonly string[] = ["日期", "时刻"];

/**
 * Numbers of an answer by what gave them, in the order of the answer; each number once a source.
 *
 * @param counted a number with its unit, in the page's language
 */
export function numbersBySource(
  numbers: readonly SourcedNumber[],
  counted: (value: string, unit: string) => string,
): { source: string; values: string[] }[] {
  const bySource = new Map<string, Set<string>>();
  for (const { value, unit, source } of numbers) {
    const values = bySource.get(source) ?? new Set();
    bySource.set(source, values.add(BARE.includes(unit) ? value : counted(value, unit)));
  }
  return [...bySource].map(([source, values]) => ({ source, values: [...values] }));
}
