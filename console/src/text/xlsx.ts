import { strToU8, zipSync } from "fflate";
import { saveBlob } from "./save";

/** A workbook's sheet: rows of texts and numbers, the first its head. */
export interface Sheet {
  name: string;
  rows: readonly (readonly (string | number | null)[])[];
}

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Office Open XML (ECMA-376) with what plain tables need: texts in the cells, numbers as numbers, the head bold and fixed. */
export function workbook(sheets: readonly Sheet[]): Uint8Array<ArrayBuffer> {
  const parts: [string, string][] = [
    [
      "[Content_Types].xml",
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.main+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
        sheets
          .map(
            (_, i) =>
              `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
          )
          .join("") +
        "</Types>",
    ],
    [
      "_rels/.rels",
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>` +
        sheets
          .map((sheet, i) => `<sheet name="${escaped(sheetName(sheet.name))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
          .join("") +
        "</sheets></workbook>",
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `<Relationships xmlns="${PACKAGE}/relationships">` +
        sheets
          .map(
            (_, i) =>
              `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
          )
          .join("") +
        `<Relationship Id="rId${sheets.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      "xl/styles.xml",
      `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>` +
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
        '<cellXfs count="2"><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>',
    ],
    ...sheets.map((sheet, i): [string, string] => [`xl/worksheets/sheet${i + 1}.xml`, worksheet(sheet)]),
  ];
  // Not the variant of many threads: its workers come from blobs, which the page's policy refuses.
  return zipSync(Object.fromEntries(parts.map(([name, text]) => [name, strToU8(DECLARATION + text)])));
}

/** Hands a workbook to the person. */
export function saveWorkbook(name: string, sheets: readonly Sheet[]): void {
  saveBlob(name, new Blob([workbook(sheets)], { type: TYPE }));
}

function worksheet({ rows }: Sheet): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.min(48, Math.max(8, ...rows.slice(0, 200).map((row) => 2 + width(row[column])))),
  );
  return (
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    (widths.length === 0
      ? ""
      : `<cols>${widths.map((wide, i) => `<col min="${i + 1}" max="${i + 1}" width="${wide}" customWidth="1"/>`).join("")}</cols>`) +
    "<sheetData>" +
    rows.map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cell(value, r, c)).join("")}</row>`).join("") +
    "</sheetData></worksheet>"
  );
}

function cell(value: string | number | null, row: number, column: number): string {
  if (value === null || value === "") return "";
  const style = row === 0 ? ' s="1"' : "";
  const place = columnName(column) + (row + 1);
  return typeof value === "number"
    ? `<c r="${place}"${style}><v>${value}</v></c>`
    : `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

/** A for 0, Z for 25, AA for 26. */
export function columnName(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : columnName(Math.floor(column / 26) - 1) + rest;
}

/** Chinese characters are twice as wide. */
const width = (value: string | number | null | undefined) =>
  [...String(value ?? "")].reduce((sum, char) => sum + (char > "\u2e7f" ? 2 : 1), 0);

const sheetName = (name: string) => name.replaceAll(/[[\]:*?/\\]/g, " ").slice(0, 31);

/** Without what XML does not hold. */
function escaped(text: string): string {
  return [...text]
    .filter((char) => char >= " " || char === "\n" || char === "\t")
    .join("")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
