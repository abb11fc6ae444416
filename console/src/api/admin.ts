import { getJson, send } from "./http";
import type { Role, RowError, Run } from "./types";

export interface Account {
  user: string;
  role: Role;
  /** Id of the county that the account is limited to. */
  region: string | null;
}

export interface ImportedFile {
  file: string;
  format: string;
  rowsRead: number;
  rowsWritten: number;
  badRows: number;
  kept: boolean;
}

export interface ImportReport {
  files: ImportedFile[];
  errors: RowError[];
}

/** What an import would come to; nothing is kept. Of the rows the first few, of the errors the first hundred. */
export interface ImportTrial {
  file: ImportedFile;
  columns: string[];
  rows: string[][];
  errors: RowError[];
}

export interface LawDocument {
  id: number;
  law: string;
  version: string;
  inForce: boolean;
  articles: number;
  file: string;
  synthetic: boolean;
  /** Roles that may read it; all when there is none. */
  readers: Role[];
}

/** How many documents were new, newer or known, and the articles that were read of them. */
export interface IngestReport {
  added: number;
  replaced: number;
  unchanged: number;
  articles: number;
}

export interface AuditEntry {
  at: string;
  actor: string;
  action: string;
  detail: string;
}

export const listUsers = (signal?: AbortSignal) => getJson<Account[]>("/users", { signal });
export const createUser = (user: Account & { password: string }) =>
  getJson<Account>("/users", { method: "POST", body: user });
export const deleteUser = (user: string) => send(`/users/${encodeURIComponent(user)}`, { method: "DELETE" });
export const issueToken = (token: { user: string; role: Role; days: number }) =>
  getJson<{ token: string; expiresAt: string }>("/tokens", { method: "POST", body: token });
export const listAudit = (limit: number, signal?: AbortSignal) =>
  getJson<AuditEntry[]>("/audit", { query: { limit }, signal });
export const startRun = () => getJson<Run>("/runs", { method: "POST", body: {} });
export const listDocuments = (signal?: AbortSignal) => getJson<LawDocument[]>("/documents", { signal });

export function tryImport(file: File, signal?: AbortSignal): Promise<ImportTrial> {
  const form = new FormData();
  form.append("file", file);
  return getJson("/imports/trials", { method: "POST", body: form, ...(signal === undefined ? {} : { signal }) });
}

export function importFile(file: File, keepGoodRows: boolean): Promise<ImportReport> {
  const form = new FormData();
  form.append("file", file);
  form.append("keepGoodRows", String(keepGoodRows));
  return getJson("/imports", { method: "POST", body: form });
}

export function ingestDocument(file: File, readers: readonly Role[]): Promise<IngestReport> {
  const form = new FormData();
  form.append("file", file);
  for (const reader of readers) form.append("readers", reader);
  return getJson("/documents", { method: "POST", body: form });
}
