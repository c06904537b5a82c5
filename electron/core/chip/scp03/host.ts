/**
 * Opens an SCP03 session as the host (Amendment D section 7.1) and carries commands through it. A wrong key is tried once:
 * the card counts failures and blocks for good, so whatever goes wrong here ends the run (docs/formats.md, Keys and access).
 */

import { error, ok } from '../../../../shared/result.ts';
import { answered, refusal, type Answer, type Channel } from '../channel.ts';
import { bytesEqual, concatBytes } from '../bytes.ts';
import { status, statusText, type CommandApdu, type ResponseApdu } from '../apdu.ts';
import { protectedLength, roomInCommand, roomInResponse, unwrapResponse, wrapCommand } from './protection.ts';
import { cryptogram, deriveSession, securityLevel, type Scp03Session, type TransportKeys } from './session.ts';

const CHALLENGE_LENGTH = 8;
/** Diversification data 10, key information 3, challenge 8, cryptogram 8 (table 7-2); then a counter of 3 or nothing. */
const ANSWER_LENGTHS: ReadonlySet<number> = new Set([29, 32]);

/**
 * Authenticates both ways with keys that the card counts failures of. Fails with `chip.transportKey` where the card does
 * not have these keys: before EXTERNAL AUTHENTICATE where its own cryptogram shows it, so that no attempt is used up.
 */
export async function openScp03(
  inner: Channel,
  keys: TransportKeys,
  level: number,
  hostChallenge: Uint8Array,
): Promise<Answer<Channel>> {
  const begun = await initializeUpdate(inner, keys, hostChallenge);
  if (!begun.ok) return begun;
  const context = concatBytes(hostChallenge, begun.value.challenge);
  // EXTERNAL AUTHENTICATE itself carries a MAC and nothing else (section 7.1.2).
  const opening = deriveSession(keys, context, securityLevel.mac);
  if (!bytesEqual(cryptogram(opening, 'card', context), begun.value.cryptogram))
    return answered(error('chip.transportKey', { answer: 'cryptogram' }));
  const authenticated = await externalAuthenticate(inner, opening, level, context);
  if (!authenticated.ok) return authenticated;
  return ok(scp03Channel(inner, { ...opening, level }));
}

/** Everything said through it belongs to the session; an answer that is not the session's own is `chip.malformed`. */
export function scp03Channel(inner: Channel, session: Scp03Session): Channel {
  return {
    limits: {
      commandData: roomInCommand(session.level, inner.limits.commandData),
      responseData: roomInResponse(session.level, inner.limits.responseData),
    },
    transmit: async (command) => {
      const answer = await inner.transmit(wrapCommand(session, command, inner.limits.responseData));
      if (!answer.ok) return answer;
      const response = unwrapResponse(session, answer.value);
      return response.ok ? ok(upToAsked(session, command, response.value)) : answered(response.error);
    },
  };
}

/** Le counts whole protected blocks, so a card may fill the last one with more than was asked for. */
function upToAsked({ level }: Scp03Session, { expected }: CommandApdu, response: ResponseApdu): ResponseApdu {
  const { length } = response.data;
  const isOver = expected !== null && length > expected;
  if (!isOver || protectedLength(level, length) > protectedLength(level, expected)) return response;
  return { ...response, data: response.data.slice(0, expected) };
}

interface CardSide {
  readonly challenge: Uint8Array;
  readonly cryptogram: Uint8Array;
}

async function initializeUpdate(
  inner: Channel,
  keys: TransportKeys,
  hostChallenge: Uint8Array,
): Promise<Answer<CardSide>> {
  const command = { cla: 0x80, ins: 0x50, p1: keys.version, p2: 0x00, data: hostChallenge, expected: 256 };
  const answer = await inner.transmit(command);
  if (!answer.ok) return answer;
  if (answer.value.status !== status.ok) return refusal('INITIALIZE UPDATE', answer.value);
  const { data } = answer.value;
  // Byte 12 of the answer is the protocol.
  if (!ANSWER_LENGTHS.has(data.length) || data[11] !== 0x03)
    return answered(error('chip.malformed', { what: 'INITIALIZE UPDATE', problem: 'not SCP03' }));
  const challenge = data.slice(13, 13 + CHALLENGE_LENGTH);
  return ok({ challenge, cryptogram: data.slice(13 + CHALLENGE_LENGTH, 13 + 2 * CHALLENGE_LENGTH) });
}

async function externalAuthenticate(
  inner: Channel,
  opening: Scp03Session,
  level: number,
  context: Uint8Array,
): Promise<Answer<void>> {
  const data = cryptogram(opening, 'host', context);
  const command = { cla: 0x80, ins: 0x82, p1: level, p2: 0x00, data, expected: null };
  const answer = await inner.transmit(wrapCommand(opening, command));
  if (!answer.ok) return answer;
  if (answer.value.status === status.ok) return ok(undefined);
  return answered(error('chip.transportKey', { answer: statusText(answer.value.status) }));
}
