import type { Reference } from "@/api/types";

export interface Piece {
  text: string;
  quoted: boolean;
  articleId?: string;
}

/** An article's text in pieces: those in the first place where the quote stands are quoted, those that refer to an article say which. */
export function piecesOf(text: string, quote: string, references: readonly Reference[]): Piece[] {
  const at = quote === "" ? -1 : text.indexOf(quote);
  const end = at < 0 ? -1 : at + quote.length;
  const cuts = [...new Set([0, text.length, at, end, ...references.flatMap((one) => [one.start, one.end])])]
    .filter((cut) => cut >= 0 && cut <= text.length)
    .sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1] ?? text.length;
    const articleId = references.find((one) => one.start <= from && to <= one.end)?.articleId;
    const piece = { text: text.slice(from, to), quoted: at >= 0 && from >= at && to <= end };
    return articleId === undefined ? piece : { ...piece, articleId };
  });
}
