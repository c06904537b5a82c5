/**
 * A place for one simulated card: loads it from its file when it gets power, saves it after every command that may have
 * changed it, and lets the faults happen that were asked for. Behind the simulated writer and behind a virtual reader.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { encodeResponse, status } from '../../../core/chip/apdu.ts';
import type { CardFault } from './card-faults.ts';
import { loadCard, saveCard } from './card-file.ts';
import { powerCard } from './card/card.ts';
import { ANSWER_TO_RESET, newBlank } from './card/factory.ts';
import type { CardState } from './card/state.ts';

/** Whose card, and where it is kept; a card without a file yet is fresh from its maker. */
export interface PlacedCard {
  readonly path: string;
  readonly serial: string;
  readonly access: CardState['access'];
}

export interface CardSlot {
  readonly answerToReset: Uint8Array;
  /** Answers the ATR. Fails with `file.unreadable` or `file.unwritable`. */
  powerOn(): Result<Uint8Array>;
  powerOff(): void;
  isPowered(): boolean;
  /** Fails with `writer.unanswered`, or `file.unwritable` where the state cannot be kept. */
  transmit(command: Uint8Array): Promise<Result<Uint8Array>>;
  setFault(fault: CardFault | null): void;
  /** The card as it is now, for faults of its memory; null without power. */
  state(): CardState | null;
}

interface Powered {
  readonly placed: PlacedCard;
  readonly card: CardState;
  readonly answer: (command: Uint8Array) => Uint8Array;
}

/** SELECT, READ BINARY, challenges and the steps of protocols leave nothing behind that outlives power. */
const harmless: ReadonlySet<number | undefined> = new Set([0xa4, 0xb0, 0xb1, 0x84, 0x22, 0x86, 0x88, 0xca]);

export function createCardSlot(placed: PlacedCard, other: PlacedCard): CardSlot {
  let lying = placed;
  let powered: Powered | null = null;
  let fault: CardFault | null = null;
  let count = 0;

  function powerOn(): Result<Uint8Array> {
    powered = null;
    const loaded = loadCard(lying.path);
    if (!loaded.ok) return loaded;
    const card = loaded.value ?? newBlank(lying.serial, lying.access);
    const kept = loaded.value === null ? saveCard(lying.path, card) : ok(undefined);
    if (!kept.ok) return kept;
    powered = { placed: lying, card, answer: powerCard(card) };
    return ok(ANSWER_TO_RESET);
  }

  async function transmit(command: Uint8Array): Promise<Result<Uint8Array>> {
    if (powered === null) return unanswered('no power');
    const now = fault !== null && fault.at === count ? fault : null;
    count += 1;
    if (now === null) return carryOut(powered, command);
    fault = null;
    return underFault(powered, command, now);
  }

  async function underFault(card: Powered, command: Uint8Array, now: CardFault): Promise<Result<Uint8Array>> {
    switch (now.kind) {
      case 'tornBefore':
        powered = null;
        return unanswered('the card left the field');
      case 'tornAfter': {
        const done = carryOut(card, command);
        powered = null;
        return done.ok ? unanswered('the card left the field') : done;
      }
      case 'lostBefore':
        return unanswered('no answer');
      case 'lostAfter': {
        const done = carryOut(card, command);
        return done.ok ? unanswered('no answer') : done;
      }
      case 'status':
        return ok(encodeResponse(now.status));
      case 'memoryFull':
        return ok(encodeResponse(status.notEnoughMemory));
      case 'slow':
        await wait(now.delayMs);
        return carryOut(card, command);
      case 'swapped':
        lying = other;
        powered = null;
        return unanswered('the card left the field');
    }
  }

  return {
    answerToReset: ANSWER_TO_RESET,
    powerOn,
    powerOff: () => {
      powered = null;
    },
    isPowered: () => powered !== null,
    transmit,
    setFault: (next) => {
      fault = next;
      count = 0;
    },
    state: () => powered?.card ?? null,
  };
}

/** What the card did is in its file before anybody hears of it. */
function carryOut({ placed, card, answer }: Powered, command: Uint8Array): Result<Uint8Array> {
  const response = answer(command);
  const saved = harmless.has(command[1]) ? ok(undefined) : saveCard(placed.path, card);
  return saved.ok ? ok(response) : saved;
}

function unanswered(reason: string): Result<never> {
  return fail('writer.unanswered', { reason });
}
