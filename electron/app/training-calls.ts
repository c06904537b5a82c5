/** What only the training office answers: faults of the simulated devices, and a look at the card in the tray. */

import type { CallOutput } from '../../shared/contract.ts';
import type { PrinterFault, WriterFault } from '../../shared/model/device.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { hexOf } from '../core/chip/bytes.ts';
import type { IssueContext } from '../core/issue/context.ts';

export function setFaults(
  context: IssueContext,
  writer: WriterFault,
  printer: PrinterFault,
): Result<Record<string, never>> {
  const { training, store, actor } = context;
  if (training === null) return fail('access.trainingOnly', { action: 'training.setFaults' });
  const noted = store.commit(actor, (tx) => {
    tx.audit({
      action: 'device.faultSet',
      subject: { kind: 'device', id: 'training' },
      outcome: 'ok',
      detail: { writer, printer },
    });
    return ok({});
  });
  if (!noted.ok) return noted;
  training.setWriterFault(writer);
  training.setPrinterFault(printer);
  return noted;
}

/** Stands in for the scanner on the desk: the tray's card is drawn and its seal found in the picture. */
export async function scanSeal({ training }: IssueContext): Promise<Result<CallOutput<'training.scanSeal'>>> {
  if (training === null) return fail('access.trainingOnly', { action: 'training.scanSeal' });
  const card = training.cardInTray();
  if (card === null) return fail('seal.trayEmpty', {});
  const { sealOnCard } = await import('./seal-on-card.ts');
  const seal = await sealOnCard(card.pdf, card.jobName);
  return seal.ok ? ok({ scan: hexOf(seal.value) }) : seal;
}

export function cardInTray({ training }: IssueContext): Result<CallOutput<'training.cardInTray'>> {
  if (training === null) return fail('access.trainingOnly', { action: 'training.cardInTray' });
  const card = training.cardInTray();
  return ok(card === null ? null : { ...card });
}
