/** How a command reaches the card: plain, under secure messaging, or under SCP03. The commands themselves are the same. */

import { error, type AppError, type Result } from '../../../shared/result.ts';
import type { ChipWriter } from '../ports.ts';
import { encodeCommand, parseResponse, statusText, type CommandApdu, type ResponseApdu } from './apdu.ts';

/** Why a command brought nothing: it got no answer (what the card did is open), or the answer was a refusal or nonsense. */
export interface CommandFailure {
  readonly kind: 'unanswered' | 'answered';
  readonly error: AppError;
}

export type Answer<T> = Result<T, CommandFailure>;

/** Most bytes in the data field of one command and of one answer. */
export interface TransferLimits {
  readonly commandData: number;
  readonly responseData: number;
}

/** ISO/IEC 7816-4 section 5.1: what short length fields can say, which every card and every reader carries. */
export const shortLimits: TransferLimits = { commandData: 255, responseData: 256 };

export interface Channel {
  /** Of the data that the caller gives and gets, whatever the channel wraps around it. */
  readonly limits: TransferLimits;
  /** One command, one answer with its status word; never throws for what a card or a writer does. */
  transmit(command: CommandApdu): Promise<Answer<ResponseApdu>>;
}

/** Commands as they are. Limits beyond `shortLimits` only where card and reader both carry extended length. */
export function plainChannel(writer: Pick<ChipWriter, 'transmit'>, limits: TransferLimits = shortLimits): Channel {
  return {
    limits,
    transmit: async (command) => {
      const transmitted = await writer.transmit(encodeCommand(command));
      if (!transmitted.ok) return unanswered(transmitted.error);
      const response = parseResponse(transmitted.value);
      return response.ok ? response : answered(response.error);
    },
  };
}

/** A lost answer: whether the card carried the command out is open. */
export function unanswered(reason: AppError): Answer<never> {
  return { ok: false, error: { kind: 'unanswered', error: reason } };
}

/** The card spoke, and what it said ends the matter. */
export function answered(reason: AppError): Answer<never> {
  return { ok: false, error: { kind: 'answered', error: reason } };
}

/** The card answered `name` with an error status. */
export function refusal(name: string, response: ResponseApdu): Answer<never> {
  return answered(error('chip.refusedCommand', { command: name, status: statusText(response.status) }));
}
