/** Text before, in and after the first place where a quote stands; all of it is before when it stands nowhere. */
export function splitAtQuote(text: string, quote: string): { before: string; quoted: string; after: string } {
  const at = quote === "" ? -1 : text.indexOf(quote);
  if (at < 0) return { before: text, quoted: "", after: "" };
  return { before: text.slice(0, at), quoted: quote, after: text.slice(at + quote.length) };
}
