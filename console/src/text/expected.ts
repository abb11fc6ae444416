import { retold, type Retold, type Translate } from "./retold";

/** What an import expected of a cell, as the service says it, and how it is said in the page's language. */
const KINDS: readonly Retold[] = [
  [/^a number (\S+)\.\.(\S+)$/, "number"],
  [/^a whole number (\S+)\.\.(\S+)$/, "whole"],
  [/^a date (\S+)\.\.(\S+?)(, with or without a time)?$/, "date"],
  [/^a time of day such as (\S+)$/, "time"],
  [/^a full 10 minutes of wave (\S+)$/, "slot"],
  [/^(\S+) to (\S+) characters$/, "characters"],
  [/^at most (\S+) characters$/, "atMost"],
  [/^one of \[(.+)]$/, "oneOf"],
  [/^(\S+) or (\S+)$/, "either"],
  [/^a loaded (?:node's id|fleet|target's id|line)$/, "loaded"],
  [/^the id of a node above$/, "above"],
  [/^a tier above that of the loaded nodes below$/, "tier"],
  [/^each (.+) once$/, "once"],
  [/^(\S+) cells as in the header, not (\S+)$/, "cells"],
  [/^a header of (\S+), such as (\S+)$/, "header"],
  [/^a header that names each column once$/, "columns"],
  [/^rows$/, "rows"],
];

/** The service's English, unless the language has words for it. */
export const expectedText = (expected: string, t: Translate): string => retold(expected, KINDS, "imports.expected", t);
