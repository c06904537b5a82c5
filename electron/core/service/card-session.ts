/** A card of ours under the writer: whose it is, SCP03 open, the service application selected. */

import type { ChipSerial } from '../../../shared/model/ids.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { error, fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { connect, enterApplication } from '../chip/card-commands.ts';
import type { Answer, Channel } from '../chip/channel.ts';
import { defaultProfile } from '../chip/personalisation-profile.ts';
import { openScp03 } from '../chip/scp03/host.ts';
import { transportKeys } from '../chip/transport-keys.ts';
import { transportMaster } from '../issue/transport-master.ts';
import type { Reader } from '../ports.ts';
import type { ServiceContext } from './context.ts';
import type { ServiceCardIdentity } from './signed-list.ts';

const CHALLENGE_BYTES = 8;
/** ISO/IEC 7816-4 section 5.6: instruction or class not supported. */
const unknownInstruction: ReadonlySet<string> = new Set(['6D00', '6E00']);

export interface CardSession {
  readonly card: Card;
  readonly identity: ServiceCardIdentity;
  /** Under SCP03, in the service application. */
  readonly channel: Channel;
}

/**
 * Runs `work` with the chosen card, alone at the devices; opens and closes the writer. Fails with `service.otherCard`,
 * `service.cardUnknown` for another chip, `service.cardNotInUse` for a card out of use, and with `writer.*`, `chip.*`.
 */
export async function withCard<T>(
  card: Card,
  context: ServiceContext,
  work: (session: CardSession) => Promise<Result<T>>,
): Promise<Result<T>> {
  const inUse = mayChange(card);
  if (!inUse.ok) return inUse;
  return context.devices.run(card.jobId, async () => {
    context.training?.placeBlank(card.blankSerial);
    const opened = await context.writer.open();
    if (!opened.ok) return opened;
    try {
      const session = await openSession(card, context);
      return session.ok ? await work(session.value) : reasonOf(session);
    } finally {
      await context.writer.powerOff();
      await context.writer.close();
    }
  });
}

/** After a lost answer: contact again, the same chip, a new secure channel. */
export async function reopen(card: Card, context: ServiceContext): Promise<Answer<CardSession>> {
  await context.writer.powerOff();
  return openSession(card, context);
}

/** A refusal in words for a card that is somebody's: it is not simply set aside. */
export function reasonOf<T>(answer: Answer<T>): Result<T> {
  if (answer.ok) return answer;
  const { error: reason } = answer.error;
  return {
    ok: false,
    error: reason.kind === 'chip.refusedCommand' ? error('service.cardRefused', reason.data) : reason,
  };
}

async function openSession(card: Card, context: ServiceContext): Promise<Answer<CardSession>> {
  context.onProgress(card.jobId, { step: 'bind', done: 0, total: 1, unit: 'checks' });
  const contact = await connect(context.writer);
  if (!contact.ok) return contact;
  const { chipSerial, channel } = contact.value;
  const mine = isCard(context.store, card, chipSerial);
  if (!mine.ok) return stopped(mine.error);
  const sodHash = context.store.job(card.jobId)?.sodHash ?? null;
  if (sodHash === null) return stopped(error('notFound', { what: 'chipImage' }));
  const keys = transportKeys(transportMaster(context), chipSerial);
  if (!keys.ok) return stopped(keys.error);
  const challenge = context.random.bytes(CHALLENGE_BYTES);
  const secure = await openScp03(channel, keys.value, defaultProfile.securityLevel, challenge);
  if (!secure.ok) return withoutSecureChannel(secure);
  const entered = await enterApplication(secure.value, defaultProfile, 'service');
  if (!entered.ok) return entered;
  context.onProgress(card.jobId, { step: 'bind', done: 1, total: 1, unit: 'checks' });
  return ok({ card, identity: { chipSerial, sodHash }, channel: secure.value });
}

/** By the chip's own serial and nothing else. */
export function isCard(reader: Reader, card: Card, found: ChipSerial): Result<void> {
  if (found === card.chipSerial) return ok(undefined);
  const other = reader.blankOfChip(found);
  if (other === undefined) return fail('service.cardUnknown', { chip: found });
  return fail('service.otherCard', { expected: card.blankSerial, found: other.serial });
}

/** In the safe or in its holder's hands: what is dispatched, given back or revoked is nobody's to change. */
function mayChange({ state }: Card): Result<void> {
  const inUse = state === 'inCustody' || state === 'handedOver';
  return inUse ? ok(undefined) : fail('service.cardNotInUse', { state });
}

/** A card of the first version knows no secure channel; that is no reason to set it aside. */
function withoutSecureChannel(answer: Extract<Answer<Channel>, { ok: false }>): Answer<never> {
  const { error: reason } = answer.error;
  const isUnknown = reason.kind === 'chip.refusedCommand' && unknownInstruction.has(reason.data.status);
  return isUnknown ? stopped(error('service.notOnCard', { missing: 'SCP03' })) : answer;
}

function stopped(reason: AppError): Answer<never> {
  return { ok: false, error: { kind: 'answered', error: reason } };
}
