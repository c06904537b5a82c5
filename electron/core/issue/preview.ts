/** The PDF on the screen is the PDF that goes to the printer. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { Application } from '../../../shared/model/application.ts';
import type { CardId } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { portraitOf } from '../portrait/portrait-of.ts';
import { draftSeal } from '../seal/make-seal.ts';
import { composeFaces } from './compose-faces.ts';
import type { IssueContext } from './context.ts';

/**
 * The kept PDF of the card that is named, or of the application's job, or, before there is one for this record, what would
 * be composed now. Fails with `notFound` for a card of another case.
 */
export async function previewCard(
  input: ParsedInput<'application.preview'>,
  context: IssueContext,
): Promise<Result<CallOutput<'application.preview'>>> {
  const permitted = requirePermission(context.actor, 'application.preview');
  if (!permitted.ok) return permitted;
  const application = context.store.application(input.applicationId);
  if (application === undefined) return fail('notFound', { what: 'application' });
  const pdf = await facesOf(application, input.cardId, context);
  if (!pdf.ok) return pdf;
  return ok({ pdf: pdf.value, sha256: context.digest.sha256Hex(pdf.value), revision: application.revision });
}

async function facesOf(
  application: Application,
  cardId: CardId | undefined,
  context: IssueContext,
): Promise<Result<Uint8Array>> {
  const { store } = context;
  if (cardId !== undefined) {
    const card = store.card(cardId);
    const isOfCase = card?.applicationId === application.id;
    const printed = isOfCase ? store.jobFile(card.jobId, 'card.pdf') : undefined;
    return printed === undefined ? fail('notFound', { what: 'card' }) : ok(printed);
  }
  const job = store.jobOf(application.id);
  const current = job !== undefined && job.state !== 'cancelled' && job.recordHash === application.recordHash;
  const kept = current ? store.jobFile(job.id, 'card.pdf') : undefined;
  return kept === undefined ? composeNow(application, context) : ok(kept);
}

async function composeNow(application: Application, context: IssueContext): Promise<Result<Uint8Array>> {
  const photo = context.store.photo(application.id);
  if (photo === undefined) return fail('notFound', { what: 'photo' });
  const portrait = await portraitOf(application, photo, context);
  if (!portrait.ok) return portrait;
  const { person, card } = application;
  const { profile, clock } = context;
  const seal = draftSeal({ person, card, profile, chipPortrait: portrait.value.jpeg, signedAt: clock.now() }, context);
  if (!seal.ok) return seal;
  return composeFaces({ person, card, portrait: portrait.value, seal: seal.value }, context);
}
