/** An audit entry as bytes: RFC 8785 canonical JSON, which is what the leaf hash is taken of and what is exported. */

import canonicalize from 'canonicalize';
import { isAuditAction } from '../../../shared/audit/catalogue.ts';
import { auditEntrySchema, type AuditEntry } from '../../../shared/model/audit.ts';
import type { Digest } from '../ports.ts';
import { LEAF_PREFIX } from './merkle.ts';

/** C2SP tlog-tiles: an entry's length stands in two bytes. */
export const MAX_ENTRY_BYTES = 65_535;

/** Detail key that the log itself sets when the clock stands before the entry written last: by how many milliseconds. */
export const CLOCK_BACK_KEY = 'clockBackMs';

/**
 * The form of an entry for those who verify: every field of today, whatever later versions add. The closed schema with
 * its catalogue of actions is for writing; a verifier must not call an entry forged because it is newer than itself.
 */
export interface EntryForm {
  readonly sequence: number;
  readonly time: string;
  readonly actor: string;
  readonly role: string;
  readonly workstation: string;
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly outcome: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** RFC 3339 in UTC, as `z.iso.datetime` has it; that it is a day of the calendar, `Date.parse` says. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

// By hand, for a verifier reads millions of them and a schema takes longer than all hashing together.
function isForm(json: unknown): json is EntryForm {
  if (!isObject(json)) return false;
  const { sequence, time, actor, role, workstation, action, subject, outcome, detail } = json;
  return (
    typeof sequence === 'number' &&
    Number.isSafeInteger(sequence) &&
    sequence >= 0 &&
    typeof time === 'string' &&
    INSTANT.test(time) &&
    !Number.isNaN(Date.parse(time)) &&
    typeof actor === 'string' &&
    typeof role === 'string' &&
    typeof workstation === 'string' &&
    typeof action === 'string' &&
    isObject(subject) &&
    typeof subject['kind'] === 'string' &&
    typeof subject['id'] === 'string' &&
    typeof outcome === 'string' &&
    isObject(detail)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What is wrong with an entry's bytes. */
export type EntryFault = 'notJson' | 'notCanonical' | 'wrongForm' | 'tooLong';

/** An entry as it is written: the canonical text, and the leaf hash of its UTF-8 bytes. */
export interface EncodedEntry {
  readonly text: string;
  readonly leaf: Uint8Array;
}

/** Room for any text whose UTF-8 is within the limit, and for some over it. */
const leafInput = new Uint8Array(1 + MAX_ENTRY_BYTES + 1);
leafInput[0] = LEAF_PREFIX;
const utf8 = leafInput.subarray(1);

/**
 * The canonical form of an entry to be written. Throws on an entry outside the schema or over the limit: both are bugs of
 * the caller. Lone surrogates, which RFC 8785 section 3.2.2.2 forbids, become U+FFFD.
 */
export function encodeEntry(digest: Digest, entry: AuditEntry): EncodedEntry {
  // The rest of its form the types hold; what comes back from a file is read by `isForm`.
  const isEntry = Number.isSafeInteger(entry.sequence) && entry.sequence >= 0 && isAuditAction(entry.action);
  if (!isEntry) throw new Error(`no audit entry: sequence ${entry.sequence}`);
  const text = inKnownOrder(entry) ?? canonicalText(wellFormed(entry));
  // Into memory that is there already: to ask for some costs more than to fill it, with every entry.
  const { read, written } = encoder.encodeInto(text, utf8);
  const isWhole = read === text.length && written <= MAX_ENTRY_BYTES;
  if (!isWhole) throw new Error(`audit entry of more than ${MAX_ENTRY_BYTES} bytes (${entry.action})`);
  return { text, leaf: digest.sha256(leafInput.subarray(0, 1 + written)) };
}

/** An entry's own members need no sorting: their order is known. `undefined` as for `sortedText`. */
function inKnownOrder(entry: AuditEntry): string | undefined {
  const detail = inOrder(entry.detail);
  if (detail === undefined) return undefined;
  const { action, actor, outcome, role, sequence, time, workstation } = entry;
  const { id, kind } = entry.subject;
  const ordered = { action, actor, detail, outcome, role, sequence, subject: { id, kind }, time, workstation };
  const text = JSON.stringify(ordered);
  return text.includes(ESCAPED_SURROGATE) ? undefined : text;
}

/** An entry that this program wrote, from its stored text. Throws when the text is not such an entry. */
export function parseEntry(text: string): AuditEntry {
  return auditEntrySchema.parse(JSON.parse(text));
}

/** The form of an entry from its stored text. Throws on a text that is none: the log is then to be verified, not shown. */
export function formOf(text: string): EntryForm {
  const json: unknown = JSON.parse(text);
  if (!isForm(json)) throw new Error('not an audit entry');
  return json;
}

/** Reads an entry as a verifier does: its form, or what is wrong with the bytes. */
export function readEntry(bytes: Uint8Array): EntryForm | EntryFault {
  if (bytes.length > MAX_ENTRY_BYTES) return 'tooLong';
  const text = decodeUtf8(bytes);
  const json = text === undefined ? undefined : parseJson(text);
  if (text === undefined || json === undefined) return 'notJson';
  if (!isForm(json)) return 'wrongForm';
  return isCanonical(json, text) ? json : 'notCanonical';
}

/** RFC 8785: members sorted by UTF-16 code units, ECMAScript numbers, no white space. */
export function canonicalText(value: unknown): string {
  const text = sortedText(value) ?? canonicalize(value);
  if (text === undefined) throw new Error('a value without a JSON form');
  return text;
}

/**
 * The same for what entries are made of, several times as fast: ECMAScript writes strings and numbers as RFC 8785 section
 * 3.2.2 asks, so that members in order are all that is left. `undefined` where there is more to it: member names that
 * ECMAScript orders by itself (numbers), and lone surrogates, which it escapes and the RFC forbids.
 */
function sortedText(value: unknown): string | undefined {
  const sorted = inOrder(value);
  if (sorted === undefined) return undefined;
  const text = JSON.stringify(sorted);
  return text.includes(ESCAPED_SURROGATE) ? undefined : text;
}

const NUMBER_NAME = /^\d/;
const ESCAPED_SURROGATE = '\\ud';

function inOrder(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return value;
  if (!isObject(value)) return undefined;
  const names = Object.keys(value).toSorted();
  const ordered: Record<string, unknown> = {};
  for (const name of names) {
    const member = inOrder(value[name]);
    if (member === undefined || NUMBER_NAME.test(name) || name === '__proto__') return undefined;
    ordered[name] = member;
  }
  return ordered;
}

function isCanonical(json: unknown, text: string): boolean {
  try {
    return canonicalText(json) === text;
  } catch {
    // An escaped lone surrogate: JSON allows it, RFC 8785 does not.
    return false;
  }
}

const LONE = /\p{Surrogate}/gu;

function wellFormed(entry: AuditEntry): AuditEntry {
  const fix = (text: string): string => text.replace(LONE, '\uFFFD');
  const detail = Object.fromEntries(
    Object.entries(entry.detail).map(([key, value]) => [fix(key), typeof value === 'string' ? fix(value) : value]),
  );
  return { ...entry, subject: { ...entry.subject, id: fix(entry.subject.id) }, detail };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
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
