/** The receipt is drawn up, and whoever collects signs exactly that: the signature names the receipt's hash. */

import canonicalize from 'canonicalize';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { receiptSchema, type Receipt } from '../../../shared/model/receipt.ts';
import { signedReceiptSchema, type Signature } from '../../../shared/model/hand-over.ts';
import type { CardId, Sha256 } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import type { IssueContext } from '../issue/context.ts';
import type { Digest, Reader } from '../ports.ts';
import { makeReceipt } from '../stock/receipt.ts';
import { findAtDesk, progressFor } from './at-desk.ts';
import { viewOfHandOver } from './open-hand-over.ts';

/** So long a receipt may lie on the desk before it is signed and handed out. */
const DRAFT_HOLDS_MS = 3_600_000;

/** The receipt as PDF and its hash, once everything but the signature is done. Fails with `handover.stepMissing`. */
export async function draftReceipt(
  input: ParsedInput<'handOver.draft'>,
  context: Pick<IssueContext, 'store' | 'actor' | 'clock' | 'digest' | 'profile' | 'renderReceipt'>,
): Promise<Result<CallOutput<'handOver.draft'>>> {
  const permitted = requirePermission(context.actor, 'handOver.draft');
  if (!permitted.ok) return permitted;
  const { store, actor, clock, digest } = context;
  const drafted = store.commit(actor, (tx) => {
    const found = findAtDesk(tx, input.cardId, context);
    if (!found.ok) return found;
    const { card, application } = found.value;
    const missing = progressFor(tx, card, application, clock.now()).find(
      ({ requirement, done }) => requirement !== 'signature' && done === null,
    );
    if (missing !== undefined) return fail('handover.stepMissing', { step: missing.requirement });
    const receipt = makeReceipt({ ...found.value, oldCard: tx.oldCardOf(application.id), at: clock.now() }, context);
    if (!receipt.ok) return receipt;
    const hash = receiptHash(receipt.value, digest);
    tx.putCardFile(card.id, 'draft.json', utf8Bytes(JSON.stringify(receipt.value)));
    tx.audit({
      action: 'handover.drafted',
      subject: { kind: 'card', id: card.id },
      outcome: 'ok',
      detail: { receipt: receipt.value.number, receiptDigest: tx.salted(application.id, hash) },
    });
    return ok({ receipt: receipt.value, hash });
  });
  if (!drafted.ok) return drafted;
  const pdf = await context.renderReceipt(drafted.value.receipt, null);
  return ok({ receiptHash: drafted.value.hash, pdf });
}

/** Fails with `handover.otherReceipt` where the draft is another one, somebody else's, or too old. */
export function signReceipt(
  input: ParsedInput<'handOver.sign'>,
  context: Pick<IssueContext, 'store' | 'actor' | 'clock' | 'digest'>,
): Result<CallOutput<'handOver.sign'>> {
  const permitted = requirePermission(context.actor, 'handOver.sign');
  if (!permitted.ok) return permitted;
  const { store, actor, clock, digest } = context;
  const signed = store.commit(actor, (tx) => {
    const found = findAtDesk(tx, input.cardId, context);
    if (!found.ok) return found;
    const draft = draftOf(tx, input.cardId, context);
    if (!draft.ok) return draft;
    if (receiptHash(draft.value, digest) !== input.receiptHash) return fail('handover.otherReceipt', {});
    const { receiptHash: hash, signature } = input;
    tx.putCardFile(input.cardId, 'signature.json', utf8Bytes(JSON.stringify({ receiptHash: hash, signature })));
    const [doneBy, doneAt] = [actor.account, clock.now().toISOString()];
    tx.insertHandOverStep({ cardId: input.cardId, step: 'signature', doneBy, doneAt, receiptHash: hash });
    tx.audit({
      action: 'handover.signed',
      subject: { kind: 'card', id: input.cardId },
      outcome: 'ok',
      detail: { means: signature.means, receiptDigest: tx.salted(found.value.application.id, hash) },
    });
    return ok(undefined);
  });
  return signed.ok ? viewOfHandOver(store, input.cardId, clock.now()) : signed;
}

/** What was drawn up last, by the same person and not long ago. */
export function draftOf(
  reader: Reader,
  cardId: CardId,
  { actor, clock }: Pick<IssueContext, 'actor' | 'clock'>,
): Result<Receipt> {
  const file = reader.cardFile(cardId, 'draft.json');
  if (file === undefined) return fail('handover.stepMissing', { step: 'signature' });
  const draft = receiptSchema.parse(JSON.parse(new TextDecoder().decode(file)));
  const ageMs = clock.now().getTime() - Date.parse(draft.handedOverAt);
  const isOurs = draft.handedOverBy === actor.account && ageMs >= 0 && ageMs <= DRAFT_HOLDS_MS;
  return isOurs ? ok(draft) : fail('handover.otherReceipt', {});
}

/** The signature under that draft; `handover.otherReceipt` where it is under another. */
export function signatureUnder(reader: Reader, cardId: CardId, hash: Sha256): Result<Signature> {
  const file = reader.cardFile(cardId, 'signature.json');
  const step = reader.handOverSteps(cardId).findLast((one) => one.step === 'signature');
  if (file === undefined || step === undefined) return fail('handover.stepMissing', { step: 'signature' });
  const signed = signedReceiptSchema.parse(JSON.parse(new TextDecoder().decode(file)));
  const isUnderIt = signed.receiptHash === hash && step.receiptHash === hash;
  return isUnderIt ? ok(signed.signature) : fail('handover.otherReceipt', {});
}

/** SHA-256 over the receipt's canonical form (RFC 8785): what a signature in the window is bound to. */
export function receiptHash(receipt: Receipt, digest: Digest): Sha256 {
  return digest.sha256Hex(utf8Bytes(canonicalize(receipt) ?? ''));
}
