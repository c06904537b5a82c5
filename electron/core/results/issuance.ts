/**
 * The issuance receipt: what one card is made of and who had a hand in it, signed. The statement is the question of a
 * signed selection of the log (core/audit/selection.ts), so that one signature of the log's key binds the statement to
 * exactly these entries, each with its inclusion proof. Whoever has the office's key checks the file alone.
 */

import canonicalize from 'canonicalize';
import * as z from 'zod';
import type { AuditEntry } from '../../../shared/model/audit.ts';
import { cardStateSchema } from '../../../shared/model/stock.ts';
import { blankSerialSchema, cardIdSchema, chipSerialSchema, sha256Schema } from '../../../shared/model/ids.ts';
import type { CardId } from '../../../shared/model/ids.ts';
import { dateSchema } from '../../../shared/model/time.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { EntryForm } from '../audit/canonical.ts';
import type { HistoryTrust } from '../audit/key-history.ts';
import { verifySelection } from '../audit/selection.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import { parseStrictJson } from '../intake/strict-json.ts';
import { madeOf } from '../issue/made-of.ts';
import type { Digest, Reader } from '../ports.ts';

const FORMAT = 'starcard issuance receipt v1';

const statementSchema = z.strictObject({
  receipt: z.string(),
  office: z.string(),
  workstation: z.string(),
  application: z.string(),
  job: z.string(),
  card: cardIdSchema,
  state: cardStateSchema,
  blankSerial: blankSerialSchema,
  chipSerial: chipSerialSchema,
  validFrom: dateSchema,
  validUntil: dateSchema,
  /** SHA-256 of the payload of the record that the card was made of. */
  approvalHash: sha256Schema,
  /** SHA-256 over the person's salt and the digest of the person's canonical JSON: says nothing once the salt is gone. */
  personDigest: sha256Schema,
  pdfHash: sha256Schema,
  sodHash: sha256Schema,
  /** The log's own digests of the same, by which its entries are found to speak of this card. */
  approvalDigest: sha256Schema,
  pdfDigest: sha256Schema,
  sodDigest: sha256Schema,
  writer: z.string(),
  printer: z.string(),
  /** Who did what, from the entries: `action: account`, in their order, each once. */
  people: z.string(),
});

export type IssuanceStatement = z.infer<typeof statementSchema>;

const fileSchema = z.strictObject({
  format: z.literal(FORMAT),
  statement: z.record(z.string(), z.unknown()),
  /** A selection of the log, as text. */
  evidence: z.string(),
});

const mostEntries = 500;

/** What is stated of the card, and by which entries. Fails with `notFound` where its history is not whole. */
export function issuanceOf(
  reader: Reader,
  cardId: CardId,
  {
    digest,
    profile,
  }: { readonly digest: Digest; readonly profile: { readonly office: string; readonly workstation: string } },
): Result<{ readonly statement: IssuanceStatement; readonly sequences: readonly number[] }> {
  const card = reader.card(cardId);
  const job = card === undefined ? undefined : reader.job(card.jobId);
  const application = card === undefined ? undefined : reader.application(card.applicationId);
  if (card === undefined || job === undefined || application === undefined) return fail('notFound', { what: 'card' });
  if (job.sodHash === null) return fail('notFound', { what: 'history' });
  const entries = [application.id, job.id, card.id]
    .flatMap((subjectId) => reader.auditEntries({ subjectId, limit: mostEntries }))
    .toSorted((one, other) => one.sequence - other.sequence);
  const verified = lastVerified(entries);
  // By now another record may be in force.
  const approved = madeOf(reader, job.recordHash)?.person;
  if (approved === undefined) return fail('notFound', { what: 'history' });
  const person = digest.sha256Hex(utf8Bytes(canonicalize(approved) ?? ''));
  const statement: IssuanceStatement = {
    receipt: `${profile.office}-${card.id.slice(0, 12).toUpperCase()}`,
    office: profile.office,
    workstation: profile.workstation,
    application: application.id,
    job: job.id,
    card: card.id,
    state: card.state,
    blankSerial: card.blankSerial,
    chipSerial: card.chipSerial,
    validFrom: card.validFrom,
    validUntil: card.validUntil,
    approvalHash: job.recordHash,
    personDigest: reader.salted(application.id, person),
    pdfHash: job.pdfHash,
    sodHash: job.sodHash,
    approvalDigest: reader.salted(application.id, job.recordHash),
    pdfDigest: reader.salted(application.id, job.pdfHash),
    sodDigest: reader.salted(application.id, job.sodHash),
    writer: textOf(verified, 'writer'),
    printer: textOf(verified, 'printer'),
    people: peopleOf(entries),
  };
  return ok({ statement, sequences: entries.map(({ sequence }) => sequence) });
}

/** The file's text. `evidence`: the selection whose question is exactly the statement. */
export function issuanceFile(statement: IssuanceStatement, evidence: string): string {
  return `${JSON.stringify({ format: FORMAT, statement, evidence }, null, 1)}\n`;
}

export interface CheckedIssuance {
  readonly statement: IssuanceStatement;
  readonly entries: readonly EntryForm[];
  /** Size of the log's tree that the proofs lead to. */
  readonly size: number;
}

/**
 * Everything in the file, once signature, proofs and statement agree. Fails with `audit.*` for what is wrong with the
 * entries, and with `issuance.altered` naming the part that is not as it was signed or that no entry bears out.
 */
export function verifyIssuance(trust: HistoryTrust, file: string): Result<CheckedIssuance> {
  const parsed = parse(file);
  if (parsed === undefined) return fail('issuance.altered', { part: 'form' });
  const selection = verifySelection(trust, parsed.evidence);
  if (!selection.ok) return selection;
  const { question, entries, size } = selection.value;
  const signed = parseJson(question);
  if (typeof signed !== 'object' || signed === null) return fail('issuance.altered', { part: 'question' });
  const said = new Map<string, unknown>(Object.entries(signed));
  const stated = new Map<string, unknown>(Object.entries(parsed.statement));
  const part = [...new Set([...said.keys(), ...stated.keys()])].find((name) => said.get(name) !== stated.get(name));
  if (part !== undefined) return fail('issuance.altered', { part });
  const statement = statementSchema.safeParse(parsed.statement);
  if (!statement.success)
    return fail('issuance.altered', { part: String(statement.error.issues[0]?.path[0] ?? 'form') });
  const unproven = firstUnproven(statement.data, entries);
  return unproven === null
    ? ok({ statement: statement.data, entries, size })
    : fail('issuance.altered', { part: unproven });
}

/** What of the statement the entries do not bear out; an office that signs what never happened is found by it. */
function firstUnproven(said: IssuanceStatement, entries: readonly EntryForm[]): keyof IssuanceStatement | null {
  const has = (action: string, subjectId: string, detail: Readonly<Record<string, string>> = {}): boolean =>
    entries.some(
      (entry) =>
        entry.action === action &&
        entry.subject.id === subjectId &&
        entry.outcome === 'ok' &&
        Object.entries(detail).every(([name, value]) => entry.detail[name] === value),
    );
  const { application, job, card, blankSerial: blank, chipSerial, pdfDigest, sodDigest } = said;
  const isReviewed = (['application.accepted', 'application.arrived'] as const).some((action) =>
    has(action, application, { recordDigest: said.approvalDigest }),
  );
  // What another office made was composed and verified there; its paper vouched for it.
  const hasArrived = has('card.arrived', card);
  const verified = lastVerified(entries);
  const leads = { handedOver: 'card.handedOver', revoked: 'card.revoked', dispatched: 'card.dispatched' } as const;
  const led = Object.entries(leads).find(([state]) => state === said.state)?.[1];
  const checks: readonly (readonly [part: keyof IssuanceStatement, holds: boolean])[] = [
    ['approvalDigest', isReviewed],
    ['pdfDigest', hasArrived || has('job.composed', job, { pdfDigest })],
    ['sodDigest', hasArrived || has('card.verify', job, { sodDigest })],
    ['chipSerial', hasArrived || has('card.verify', job, { chipSerial })],
    ['blankSerial', has('card.stored', card, { blank }) || has('card.arrived', card, { blank })],
    ['writer', said.writer === textOf(verified, 'writer')],
    ['printer', said.printer === textOf(verified, 'printer')],
    ['state', led === undefined || has(led, card)],
    ['people', peopleOf(entries) === said.people],
  ];
  return checks.find(([, holds]) => !holds)?.[0] ?? null;
}

function peopleOf(entries: readonly Pick<AuditEntry | EntryForm, 'action' | 'actor' | 'detail' | 'outcome'>[]): string {
  const named = entries
    .filter(({ outcome }) => outcome === 'ok')
    .flatMap(({ action, actor, detail }) => {
      const second = detail['approvedBy'];
      return typeof second === 'string' ? [`${action}: ${actor}`, `${action}: ${second}`] : [`${action}: ${actor}`];
    });
  return [...new Set(named)].join('; ');
}

function lastVerified<E extends Pick<AuditEntry | EntryForm, 'action' | 'outcome'>>(
  entries: readonly E[],
): E | undefined {
  return entries.findLast(({ action, outcome }) => action === 'card.verify' && outcome === 'ok');
}

function textOf(entry: Pick<AuditEntry | EntryForm, 'detail'> | undefined, name: string): string {
  const value = entry?.detail[name];
  return typeof value === 'string' ? value : '';
}

function parse(file: string): z.infer<typeof fileSchema> | undefined {
  // A name that stands twice would mean one thing here and another to a reader who takes the first.
  const json = parseStrictJson(utf8Bytes(file));
  const parsed = fileSchema.safeParse(json.ok ? json.value : undefined);
  return parsed.success ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
