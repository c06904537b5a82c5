/** An audit entry as bytes: RFC 8785 canonical JSON, which is what the leaf hash is taken of and what is exported. */

import canonicalize from 'canonicalize';
import * as z from 'zod';
import { auditEntrySchema, type AuditEntry } from '../../../shared/model/audit.ts';

/** C2SP tlog-tiles: an entry's length stands in two bytes. */
export const MAX_ENTRY_BYTES = 65_535;

/** Detail key that the log itself sets when the clock stands before the entry written last: by how many milliseconds. */
export const CLOCK_BACK_KEY = 'clockBackMs';

/**
 * The form of an entry for those who verify: every field of today, whatever later versions add. The closed schema with
 * its catalogue of actions is for writing; a verifier must not call an entry forged because it is newer than itself.
 */
const entryFormSchema = z.looseObject({
  ...auditEntrySchema.shape,
  action: z.string(),
  subject: z.looseObject({ kind: z.string(), id: z.string() }),
  outcome: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

export type EntryForm = z.infer<typeof entryFormSchema>;

/** What is wrong with an entry's bytes. */
export type EntryFault = 'notJson' | 'notCanonical' | 'wrongForm' | 'tooLong';

/**
 * The canonical UTF-8 bytes of an entry to be written. Throws on an entry outside the schema or over the limit: both are
 * bugs of the caller. Lone surrogates, which RFC 8785 section 3.2.2.2 forbids, become U+FFFD.
 */
export function entryBytes(entry: AuditEntry): Uint8Array {
  const parsed = auditEntrySchema.parse(entry);
  const bytes = new TextEncoder().encode(canonicalText(wellFormed(parsed)));
  if (bytes.length > MAX_ENTRY_BYTES) throw new Error(`audit entry of ${bytes.length} bytes (${entry.action})`);
  return bytes;
}

/** An entry that this program wrote, from its stored text. Throws when the text is not such an entry. */
export function parseEntry(text: string): AuditEntry {
  return auditEntrySchema.parse(JSON.parse(text));
}

/** The form of an entry from its stored text. Throws on a text that is none: the log is then to be verified, not shown. */
export function formOf(text: string): EntryForm {
  return entryFormSchema.parse(JSON.parse(text));
}

/** Reads an entry as a verifier does: its form, or what is wrong with the bytes. */
export function readEntry(bytes: Uint8Array): EntryForm | EntryFault {
  if (bytes.length > MAX_ENTRY_BYTES) return 'tooLong';
  const text = decodeUtf8(bytes);
  const json = text === undefined ? undefined : parseJson(text);
  if (text === undefined || json === undefined) return 'notJson';
  const form = entryFormSchema.safeParse(json);
  if (!form.success) return 'wrongForm';
  return isCanonical(json, text) ? form.data : 'notCanonical';
}

/** RFC 8785: members sorted by UTF-16 code units, ECMAScript numbers, no white space. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a value without a JSON form');
  return text;
}

function isCanonical(json: unknown, text: string): boolean {
  try {
    return canonicalText(json) === text;
  } catch {
    // An escaped lone surrogate: JSON allows it, RFC 8785 does not.
    return false;
  }
}

function wellFormed(entry: AuditEntry): AuditEntry {
  const fix = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');
  const detail = Object.fromEntries(
    Object.entries(entry.detail).map(([key, value]) => [fix(key), typeof value === 'string' ? fix(value) : value]),
  );
  return { ...entry, subject: { ...entry.subject, id: fix(entry.subject.id) }, detail };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
