import type { KpiDefinition } from "@/api/kpis";
import type { Role } from "@/api/types";

/** What an administrator may change of a KPI, as texts of a form. */
export interface KpiForm {
  zh: string;
  en: string;
  /** One a line. */
  synonyms: string;
  definition: string;
  definitionEn: string;
  decimals: string;
  better: KpiDefinition["better"];
  targetValue: string;
  targetParagraph: string;
  targetDue: string;
  /** None: all. */
  roles: Role[];
  smallSample: string;
}

export function formOf(kpi: KpiDefinition): KpiForm {
  return {
    zh: kpi.zh,
    en: kpi.en,
    synonyms: kpi.synonyms.join("\n"),
    definition: kpi.definition,
    definitionEn: kpi.definitionEn,
    decimals: String(kpi.decimals),
    better: kpi.better,
    targetValue: kpi.target === undefined ? "" : String(kpi.target.value),
    targetParagraph: kpi.target?.paragraph ?? "",
    targetDue: kpi.target?.due ?? "",
    roles: [...(kpi.roles ?? [])],
    smallSample: kpi.smallSample === undefined ? "" : String(kpi.smallSample),
  };
}

/** A number where the text is one, else the text: the service says what was expected. */
const numberOr = (text: string): number | string => {
  const value = Number(text);
  return text.trim() !== "" && Number.isFinite(value) ? value : text;
};

/** The fields of a KPI as a form has them; null takes an optional one away. */
function fieldsOf(form: KpiForm): Record<string, unknown> {
  const target = {
    value: numberOr(form.targetValue),
    paragraph: form.targetParagraph.trim(),
    ...(form.targetDue === "" ? {} : { due: form.targetDue }),
  };
  return {
    zh: form.zh.trim(),
    en: form.en.trim(),
    synonyms: form.synonyms
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
    definition: form.definition.trim(),
    definitionEn: form.definitionEn.trim(),
    decimals: numberOr(form.decimals),
    better: form.better,
    target: form.targetValue.trim() === "" ? null : target,
    roles: form.roles.length === 0 ? null : form.roles,
    smallSample: form.smallSample.trim() === "" ? null : numberOr(form.smallSample),
  };
}

/** What a form changes of a KPI, to send; empty where nothing. */
export function changesOf(kpi: KpiDefinition, form: KpiForm): Record<string, unknown> {
  const before = fieldsOf(formOf(kpi));
  return Object.fromEntries(
    Object.entries(fieldsOf(form)).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field])),
  );
}

/** A field's value for people. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (Array.isArray(value)) return value.map(valueText).join("、");
  if (typeof value === "object") return Object.values(value).map(valueText).join(" · ");
  return String(value);
}
