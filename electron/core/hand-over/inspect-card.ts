/** The new chip in front of its holder: read as an inspection system would, and held against the record. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { Application } from '../../../shared/model/application.ts';
import type { Job } from '../../../shared/model/job.ts';
import { error, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { Inspection } from '../chip/chip.ts';
import { compareWithRecord } from '../chip/compare.ts';
import { keptChipPortrait } from '../issue/chip-of-job.ts';
import type { IssueContext } from '../issue/context.ts';
import { inspectCardOf } from '../issue/tap.ts';
import { fail } from '../../../shared/result.ts';
import { findAtDesk } from './at-desk.ts';
import { viewOfHandOver } from './open-hand-over.ts';

type Answer = CallOutput<'handOver.inspect'>;

/** What the chip says. Fails with `handover.chipDiffers`, `stock.otherChip` for another card, `writer.*`, `chip.*`. */
export async function inspectAtDesk(
  input: ParsedInput<'handOver.inspect'>,
  context: IssueContext,
): Promise<Result<Answer>> {
  const permitted = requirePermission(context.actor, 'handOver.inspect');
  if (!permitted.ok) return permitted;
  const found = findAtDesk(context.store, input.cardId, context);
  if (!found.ok) return found;
  const { job, application, card } = found.value;
  const inspection = await context.devices.run(job.id, () => inspectCardOf(job, application, context));
  const fields = inspection.ok ? differing(inspection.value, job, application, context) : inspection;
  const recorded = context.store.commit(context.actor, (tx) => {
    const still = findAtDesk(tx, card.id, context);
    if (!still.ok) return still;
    const isGood = fields.ok && fields.value === '';
    tx.audit({
      action: 'handover.chip',
      subject: { kind: 'card', id: card.id },
      outcome: isGood ? 'ok' : 'failed',
      detail: {
        blank: card.blankSerial,
        ...(fields.ok ? (isGood ? {} : { fields: fields.value.slice(0, 500) }) : { problem: fields.error.kind }),
      },
    });
    if (!isGood) return ok(undefined);
    const doneAt = context.clock.now().toISOString();
    tx.insertHandOverStep({ cardId: card.id, step: 'chip', doneBy: context.actor.account, doneAt, receiptHash: null });
    return ok(undefined);
  });
  if (!recorded.ok) return recorded;
  if (!inspection.ok) return inspection;
  if (!fields.ok) return fields;
  if (fields.value !== '') return { ok: false, error: error('handover.chipDiffers', { fields: fields.value }) };
  const view = viewOfHandOver(context.store, card.id, context.clock.now());
  return view.ok ? ok({ view: view.value, chip: chipView(inspection.value) }) : view;
}

/** The fields in which the chip differs, in a row; empty when it is right. */
export function differing(
  inspection: Inspection,
  job: Job,
  { person, card }: Pick<Application, 'person' | 'card'>,
  { store }: Pick<IssueContext, 'store'>,
): Result<string> {
  const photo = keptChipPortrait(job, store);
  if (!photo.ok) return photo;
  if (job.sodHash === null) return fail('notFound', { what: 'chipImage' });
  const record = { person, card, photo: photo.value, sodHash: job.sodHash };
  return ok(
    compareWithRecord(inspection, record)
      .map(({ field }) => field)
      .join(', '),
  );
}

function chipView({ fields }: Inspection): Answer['chip'] {
  const { latinName, chineseName, sex, birthDate, nationality, cardNumber, validFrom, validUntil, photo } = fields;
  return { latinName, chineseName, sex, birthDate, nationality, cardNumber, validFrom, validUntil, photo };
}
