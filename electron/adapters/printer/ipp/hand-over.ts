/** Hands a card over to a device that was found fit, over the very connection on which it said who it is. */

import { fail, type Result } from '../../../../shared/result.ts';
import type { CardFormat } from './card-job.ts';
import type { Conversation, IppClient } from './client.ts';
import { cancelByName, cancelJob, createJob, printJob, sendCard, type DeviceJob } from './jobs.ts';

export interface Card {
  readonly jobName: string;
  readonly pdf: Uint8Array;
  readonly format: CardFormat;
}

export interface HandOver {
  readonly client: IppClient;
  /** Create-Job and Send-Document are offered; else it is Print-Job. */
  readonly isNamedFirst: boolean;
  /** A new connection to the same device, for one that ends it after each answer. Fails where it is another device. */
  again(): Promise<Result<Conversation>>;
}

/**
 * Answers the job. `printer.unanswered` means that the card may be in the device, every other failure that it is not. Ends
 * the conversation.
 */
export async function handOver(
  { client, isNamedFirst, again }: HandOver,
  conversation: Conversation,
  { jobName, pdf, format }: Card,
): Promise<Result<DeviceJob>> {
  try {
    if (!isNamedFirst) return await printJob(conversation, jobName, pdf, format);
    const created = await createJob(conversation, jobName, format);
    if (!created.ok) {
      if (created.error.kind === 'printer.unreachable') await cancelByName(client, jobName);
      return created;
    }
    if (conversation.isOpen) return await sendOn(client, conversation, created.value, pdf, format);
    const next = await again();
    if (!next.ok) {
      await cancelJob(client, created.value);
      return next.error.kind === 'printer.unanswered' ? fail('printer.unreachable', next.error.data) : next;
    }
    const sent = await sendOn(client, next.value, created.value, pdf, format);
    next.value.close();
    return sent;
  } finally {
    conversation.close();
  }
}

async function sendOn(
  client: IppClient,
  conversation: Conversation,
  job: DeviceJob,
  pdf: Uint8Array,
  format: CardFormat,
): Promise<Result<DeviceJob>> {
  const sent = await sendCard(conversation, job, pdf, format);
  // A job without its document would wait for it, and hold up the next card.
  if (!sent.ok && sent.error.kind === 'printer.refused') await cancelJob(client, job);
  return sent;
}
