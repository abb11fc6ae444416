import { formatMonth } from "@/text/format";
import type { Language } from "@/stores/preferences";

/** Why a KPI changed in a month, in words that the chat understands; in Chinese where the KPI has no name that English questions may have. */
export function whyQuestion(
  kpi: { zh: string },
  synonyms: readonly string[],
  month: string,
  language: Language,
): string {
  const english = synonyms.find((name) => /^[ -~]+$/.test(name));
  if (language === "en" && english !== undefined) {
    const [name, year] = formatMonth(month, "en", "long").split(" ");
    return `Why did ${english} change in ${name} ${year}?`;
  }
  const [year, number] = month.split("-").map(Number);
  return `为什么${year}年${number}月${kpi.zh}变了`;
}
