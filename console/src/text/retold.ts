export type Translate = (key: string, values: Record<string, string>) => string;
/** What the service says in one language, and the key of the page's own words for it. */
export type Retold = readonly [pattern: RegExp, key: string];

/** The service's words in the page's language, with what they hold as a, b, c; as they came where the page has no words for them. */
export function retold(text: string, kinds: readonly Retold[], scope: string, t: Translate): string {
  for (const [pattern, key] of kinds) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const [, a = "", b = "", c = "", d = ""] = found;
    return t(`${scope}.${key}`, { a, b, c, d });
  }
  return text;
}
