/** The proof of a card of ours at the desk: what a verifier would see, and whether the list is the newest one. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { PrintedAccess } from '../chip/access/printed-secret.ts';
import { madeOf } from '../issue/made-of.ts';
import type { Reader } from '../ports.ts';
import { isCard } from './card-session.ts';
import type { ServiceContext } from './context.ts';
import { proveServices } from './prove.ts';

type Proofs = CallOutput<'service.prove'>;

/** Fails as `proveServices` does, and with `service.listOlder` for a list that a newer one has replaced. */
export async function proveCard(input: ParsedInput<'service.prove'>, context: ServiceContext): Promise<Result<Proofs>> {
  const permitted = requirePermission(context.actor, 'service.prove');
  if (!permitted.ok) return permitted;
  const card = context.store.card(input.cardId);
  if (card === undefined) return fail('notFound', { what: 'card' });
  const printed = printedOn(card, context.store);
  if (!printed.ok) return printed;
  const proofs = await context.devices.run(card.jobId, async () => {
    context.training?.placeBlank(card.blankSerial);
    const options = {
      printed: printed.value,
      serviceId: input.serviceId ?? null,
      onProgress: (progress: Parameters<ServiceContext['onProgress']>[1]) => context.onProgress(card.jobId, progress),
      onContact: (found: Card['chipSerial']) => isCard(context.store, card, found),
    };
    const found = await proveServices(context.writer, context.services.trust, context, options);
    return found.ok ? isNewest([...found.value], card, context.store) : found;
  });
  const recorded = context.store.commit(context.actor, (tx) => {
    const proven = proofs.ok ? proofs.value.filter((proof) => proof.proven).length : 0;
    const detail = proofs.ok ? { services: proofs.value.length, proven } : { error: proofs.error.kind };
    const isGood = proofs.ok && proven === proofs.value.length;
    const outcome = isGood ? 'ok' : 'refused';
    tx.audit({ action: 'service.prove', subject: { kind: 'card', id: card.id }, outcome, detail });
    return ok(undefined);
  });
  return recorded.ok ? proofs : recorded;
}

function printedOn(card: Card, reader: Reader): Result<PrintedAccess> {
  const job = reader.job(card.jobId);
  const made = job === undefined ? undefined : madeOf(reader, job.recordHash);
  if (made === undefined) return fail('notFound', { what: 'record' });
  return ok({ number: card.number, birthDate: made.person.birthDate, expiryDate: card.validUntil });
}

function isNewest(proofs: Proofs, card: Card, reader: Reader): Result<Proofs> {
  const onFile = reader.serviceChanges(card.id).findLast((change) => change.state === 'done')?.listNumber ?? 0;
  const found = proofs[0]?.listNumber ?? 0;
  return found < onFile && proofs.length > 0 ? fail('service.listOlder', { found, onFile }) : ok(proofs);
}
