/**
 * A finished card goes to another office: it is closed here, and a signed paper goes with it, before it can be opened
 * there. The paper holds what the other office needs to hand the card over: the authority's own record, who reviewed it,
 * what was printed and written, and, for a card that was not made here, by which offices it came.
 */

import * as z from 'zod';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { applicationSchema, type Application } from '../../../shared/model/application.ts';
import type { Dispatch } from '../../../shared/model/custody.ts';
import { dispatchSchema } from '../../../shared/model/custody.ts';
import { jobSchema } from '../../../shared/model/job.ts';
import { cardSchema, type Card } from '../../../shared/model/stock.ts';
import { instantSchema } from '../../../shared/model/time.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import { encodeBase64 } from '../intake/base64.ts';
import type { IssueContext } from '../issue/context.ts';
import { mayGoOn } from '../issue/safe-point.ts';
import type { Signer, Transaction } from '../ports.ts';
import { moveCard } from '../stock/move-card.ts';
import { plasticBack, settleOpen } from './come-back.ts';
import { signPaper } from '../papers/signed-paper.ts';
import { officeDeskSchema, viaSchema, wayHere } from './way.ts';

type Desk = Pick<IssueContext, 'store' | 'actor' | 'clock' | 'random' | 'digest' | 'profile'>;

export const dispatchPaperSchema = z.strictObject({
  format: z.literal('starcard dispatch v1'),
  id: dispatchSchema.shape.id,
  from: officeDeskSchema,
  /** Where it came through before `from`, its maker first; missing where `from` made it. */
  via: viaSchema.optional(),
  to: dispatchSchema.shape.office,
  madeAt: instantSchema,
  /** The approval or replacement in force, byte for byte. */
  record: z.string(),
  application: applicationSchema.pick({ id: true, number: true, crop: true, reviewedBy: true, reviewedAt: true }),
  job: jobSchema,
  card: cardSchema,
  /** Base64 of what was printed and written. */
  files: z.strictObject({ 'card.pdf': z.base64(), 'chip.json': z.base64(), 'seal.bin': z.base64() }),
});

export type DispatchPaper = z.infer<typeof dispatchPaperSchema>;

/** The card, `dispatched`, and the signed paper. Fails with `dispatch.ownOffice`, `complaint.open`, `card.wrongState`. */
export function dispatchCard(
  input: ParsedInput<'custody.dispatch'>,
  context: Desk,
  signer: Signer,
): Result<{ readonly card: Card; readonly paper: string }> {
  const { store, actor, clock, random, digest, profile } = context;
  const permitted = requirePermission(actor, 'custody.dispatch');
  if (!permitted.ok) return permitted;
  if (input.office === profile.office) return fail('dispatch.ownOffice', { office: input.office });
  return store.commit(actor, (tx) => {
    const card = tx.card(input.cardId);
    const job = card === undefined ? undefined : tx.job(card.jobId);
    if (card === undefined || job === undefined) return fail('notFound', { what: 'card' });
    if (card.revision !== input.revision) return fail('changedMeanwhile', { what: 'card' });
    if (card.state !== 'inCustody') return fail('card.wrongState', { state: card.state, action: 'dispatched' });
    if (tx.complaint(card.id)?.decision === null) return fail('complaint.open', {});
    const application = mayGoOn(tx, job);
    if (!application.ok) return application;
    const content = paperOf(tx, { card, job, application: application.value }, input.office, context);
    if (!content.ok) return content;
    const paper = signPaper('starcard-dispatch+jws', content.value, signer, digest);
    if (!paper.ok) return paper;
    const dispatch: Dispatch = {
      id: content.value.id,
      cardId: card.id,
      office: input.office,
      dispatchedBy: actor.account,
      dispatchedAt: clock.now().toISOString(),
      digest: digest.sha256Hex(utf8Bytes(paper.value)),
      outcome: null,
      settledBy: null,
      settledAt: null,
    };
    tx.insertDispatch(dispatch);
    tx.putCardFile(card.id, 'dispatch.jws', utf8Bytes(`${paper.value}\n`));
    const moved = moveCard(tx, card, 'dispatched', clock.now());
    if (!moved.ok) return moved;
    tx.audit({
      action: 'card.dispatched',
      subject: { kind: 'card', id: card.id },
      outcome: 'ok',
      detail: { dispatch: dispatch.id, office: input.office, blank: card.blankSerial },
    });
    return ok({ card: moved.value, paper: `${paper.value}\n` });
  });

  function paperOf(
    tx: Transaction,
    {
      card,
      job,
      application,
    }: { readonly card: Card; readonly job: DispatchPaper['job']; readonly application: Application },
    to: string,
    { profile: own }: Desk,
  ): Result<DispatchPaper> {
    const record = tx.record(application.recordHash);
    const files = (['card.pdf', 'chip.json', 'seal.bin'] as const).map((kind) => tx.jobFile(job.id, kind));
    const [pdf, chip, seal] = files;
    if (record === undefined || pdf === undefined || chip === undefined) return fail('notFound', { what: 'history' });
    const { id, number, crop, reviewedBy, reviewedAt } = application;
    const via = wayHere(tx, id);
    return ok({
      format: 'starcard dispatch v1',
      id: random.id(),
      from: { office: own.office, workstation: own.workstation },
      ...(via.length === 0 ? {} : { via: [...via] }),
      to,
      madeAt: clock.now().toISOString(),
      record: record.jws,
      application: { id, number, crop, reviewedBy, reviewedAt },
      job,
      card,
      files: {
        'card.pdf': encodeBase64(pdf),
        'chip.json': encodeBase64(chip),
        'seal.bin': encodeBase64(seal ?? new Uint8Array()),
      },
    });
  }
}

/** It arrived there, or came back: into the safe again, or, revoked meanwhile, among what is destroyed. */
export function settleDispatch(
  input: ParsedInput<'custody.settle'>,
  { store, actor, clock }: Desk,
): Result<CallOutput<'custody.settle'>> {
  const permitted = requirePermission(actor, 'custody.settle');
  if (!permitted.ok) return permitted;
  return store.commit(actor, (tx) => {
    const card = tx.card(input.cardId);
    if (card === undefined || tx.openDispatch(card.id) === undefined) return fail('dispatch.notUnderWay', {});
    const { back } = input;
    const isRevoked = card.state === 'revoked';
    const taken = back === null || isRevoked ? undefined : tx.cardInSlot(back.safe, back.slot);
    if (back !== null && taken !== undefined) return fail('card.slotTaken', back);
    const outcome = back === null ? 'received' : 'cameBack';
    settleOpen(tx, card, outcome, actor.account, clock.now());
    if (back === null) return ok(card);
    return isRevoked ? plasticBack(tx, card, clock.now()) : moveCard(tx, card, 'received', clock.now(), back);
  });
}
