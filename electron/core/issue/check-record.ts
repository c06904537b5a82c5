/** Rule 1, the second time: the kept record is verified again, and the row must say what the record says. */

import canonicalize from 'canonicalize';
import type { Application } from '../../../shared/model/application.ts';
import { recordSchema, type CardData } from '../../../shared/model/approval.ts';
import type { Person } from '../../../shared/model/person.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { decodeBase64 } from '../intake/base64.ts';
import type { ContentRecord } from '../intake/check-approval.ts';
import { payloadOf } from '../intake/jws.ts';
import { parseStrictJson } from '../intake/strict-json.ts';
import { verifyRecord } from '../intake/verify-record.ts';
import type { Portrait } from '../portrait/portrait.ts';
import { portraitOf } from '../portrait/portrait-of.ts';
import type { Digest, Reader } from '../ports.ts';
import type { IssueContext } from './context.ts';
import { notExpired } from './safe-point.ts';

type CheckContext = Pick<IssueContext, 'store' | 'trust' | 'clock' | 'digest' | 'photoCodec' | 'template'>;

/** What a card is made from: the signed content itself, never the row that mirrors it. */
export interface ApprovedContent {
  readonly person: Person;
  readonly card: CardData;
  /** As signed: the evidence. */
  readonly photo: Uint8Array;
  /** Made from the photo: what the faces print and the chip holds. */
  readonly portrait: Portrait;
}

/**
 * The signed content when the record that the application stands on is signed by a trusted authority, not expired, and
 * says field by field what the row says, with the portrait cut from its photo. Fails as `verifyRecord` does, with `application.approvalExpired`, or with
 * `application.differsFromRecord`.
 */
export async function checkRecord(application: Application, context: CheckContext): Promise<Result<ApprovedContent>> {
  const now = context.clock.now();
  const live = notExpired(application, now);
  if (!live.ok) return live;
  const stored = context.store.record(application.recordHash);
  if (stored === undefined) return fail('notFound', { what: 'record' });
  const verified = await verifyRecord(stored.jws, context.trust, now);
  if (!verified.ok) return verified;
  const { record, hash } = verified.value;
  if (record.type !== 'approval' && record.type !== 'replacement') {
    return fail('application.differsFromRecord', { fields: 'type' });
  }
  const photo = decodeBase64(record.photo.data);
  if (photo === undefined) return fail('application.differsFromRecord', { fields: 'photo' });
  const fields = differingFields(application, { record, hash, photo }, context);
  if (fields.length > 0) return fail('application.differsFromRecord', { fields: fields.join(', ') });
  const portrait = await portraitOf(application, photo, context);
  if (!portrait.ok) return portrait;
  return ok({ person: record.person, card: record.card, photo, portrait: portrait.value });
}

function differingFields(
  application: Application,
  signed: { readonly record: ContentRecord; readonly hash: string; readonly photo: Uint8Array },
  { store, digest }: { readonly store: Pick<Reader, 'photo'>; readonly digest: Digest },
): readonly string[] {
  const { record } = signed;
  const keptPhoto = store.photo(application.id);
  const pairs: Readonly<Record<string, readonly [unknown, unknown]>> = {
    recordHash: [application.recordHash, signed.hash],
    number: [application.number, record.applicationNumber],
    kind: [application.kind, record.kind],
    urgent: [application.urgent, record.urgent],
    decision: [application.decision, record.decision],
    person: [application.person, record.person],
    card: [application.card, record.card],
    expiresAt: [application.expiresAt, record.expiresAt],
    photo: [keptPhoto === undefined ? null : digest.sha256Hex(keptPhoto), digest.sha256Hex(signed.photo)],
  };
  return Object.entries(pairs)
    .filter(([, [kept, authority]]) => canonicalize(kept) !== canonicalize(authority))
    .map(([field]) => field);
}

type Records = { readonly store: Pick<Reader, 'record' | 'photo'>; readonly digest: Digest };

/**
 * Whether the row still says what the record says that was accepted. Asked where a finished card leaves, perhaps long
 * after its approval and the authority's certificates have run out: the payload is known by its digest, which the signed
 * log names (`accepted` in safe-point.ts), so no signature is needed again. Fails with `application.differsFromRecord`.
 */
export function mirrorsRecord(application: Application, records: Records): Result<void> {
  const recorded = recordedContent(application, records);
  return recorded.ok ? ok(undefined) : recorded;
}

/**
 * The content of the record that was accepted, with its portrait, for a card that is already under way: then an approval
 * that runs out stops nothing any more. Fails as `mirrorsRecord` and the photo's codec do.
 */
export async function acceptedContent(
  application: Application,
  context: Records & Pick<IssueContext, 'photoCodec' | 'template'>,
): Promise<Result<ApprovedContent>> {
  const recorded = recordedContent(application, context);
  if (!recorded.ok) return recorded;
  const { record, photo } = recorded.value;
  const portrait = await portraitOf(application, photo, context);
  return portrait.ok ? ok({ person: record.person, card: record.card, photo, portrait: portrait.value }) : portrait;
}

function recordedContent(
  application: Application,
  { store, digest }: Records,
): Result<{ readonly record: ContentRecord; readonly photo: Uint8Array }> {
  const bytes = payloadOf(store.record(application.recordHash)?.jws ?? '') ?? new Uint8Array();
  const hash = digest.sha256Hex(bytes);
  const json = hash === application.recordHash ? parseStrictJson(bytes) : undefined;
  const parsed = json?.ok === true ? recordSchema.safeParse(json.value) : undefined;
  const record = parsed?.data;
  if (record?.type !== 'approval' && record?.type !== 'replacement') {
    return fail('application.differsFromRecord', { fields: 'recordHash' });
  }
  const photo = decodeBase64(record.photo.data) ?? new Uint8Array();
  const fields = differingFields(application, { record, hash, photo }, { store, digest });
  if (fields.length > 0) return fail('application.differsFromRecord', { fields: fields.join(', ') });
  return ok({ record, photo });
}
