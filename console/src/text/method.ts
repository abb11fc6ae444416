type Translate = (key: string, values?: Record<string, string>) => string;
type Known = (key: string) => boolean;

/** The models of a forecast, such as "CES + boosted trees", by their names in the chosen language. */
export function methodText(model: string, t: Translate, te: Known): string {
  return model
    .split(" + ")
    .map((name) => {
      const key = `forecast.method.${name.replaceAll(" ", "_")}`;
      return te(key) ? t(key) : name;
    })
    .join(" + ");
}

/** What a line's forecast rests on, in the chosen language; as the service says it where it is not known here. */
export function basisText(basis: string, t: Translate): string {
  const ratio = /^pre-known ([\d.]+) × ratio ([\d.]+)$/.exec(basis);
  if (ratio) return t("forecast.basisOf.ratio", { preknown: ratio[1] ?? "", ratio: ratio[2] ?? "" });
  const median = /^no pre-known volume; median of (\d+) days$/.exec(basis);
  if (median) return t("forecast.basisOf.median", { days: median[1] ?? "" });
  if (basis.startsWith("pre-known 0;")) return t("forecast.basisOf.low");
  return basis === "nothing known" ? t("forecast.basisOf.none") : basis;
}
