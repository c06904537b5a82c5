/** What lies behind both framings of the emulated writer: a slot with a simulated card in it, three lights and a beeper. */

import { createCardSlot, type CardSlot } from '../../../electron/adapters/writer/simulated/card-slot.ts';

/** The card that lies in the slot, kept in a file that outlives the device's power. */
export interface LyingCard {
  readonly path: string;
  readonly serial: string;
}

export type Exchange =
  | { readonly kind: 'answered'; readonly response: Uint8Array }
  /** Nothing was sent: there is no card, or it has no power. */
  | { readonly kind: 'notSent' }
  /** The card went while it worked; what it did is unknown. */
  | { readonly kind: 'gone' };

export interface Hardware {
  readonly serialNumber: string;
  cardState(): 'powered' | 'unpowered' | 'absent';
  /** A cold reset; answers the ATR, or null without a card. */
  powerOn(): Uint8Array | null;
  powerOff(): void;
  exchange(command: Uint8Array): Promise<Exchange>;
  /** What follows the function's number in the answer. */
  perform(request: Uint8Array): Uint8Array | 'unknownFunction' | 'wrongParameter';
  insert(card: LyingCard): void;
  pull(): void;
  /** What a person at the desk would have seen and heard. */
  signals(): readonly string[];
}

export const FIRMWARE_VERSION = [1, 4, 2] as const;
const LIGHTS = ['ready', 'working', 'fault'] as const;
const LIGHT_STATES = ['off', 'on', 'blinks'] as const;

export function createHardware(serialNumber: string, card: LyingCard | null): Hardware {
  const signals: string[] = [];
  let slot: CardSlot | null = card === null ? null : slotFor(card);

  function perform(request: Uint8Array): Uint8Array | 'unknownFunction' | 'wrongParameter' {
    const [wanted, first = -1, second = -1] = request;
    switch (wanted) {
      case 0x01:
        return request.length === 1 ? Uint8Array.from(FIRMWARE_VERSION) : 'wrongParameter';
      case 0x02:
        return request.length === 1 ? new TextEncoder().encode(serialNumber) : 'wrongParameter';
      case 0x03: {
        const [light, state] = [LIGHTS[first], LIGHT_STATES[second]];
        if (request.length !== 3 || light === undefined || state === undefined) return 'wrongParameter';
        signals.push(`${light} ${state}`);
        return new Uint8Array();
      }
      case 0x04:
        if (request.length !== 3 || first < 1 || first > 5 || second < 1 || second > 100) return 'wrongParameter';
        signals.push(`${first} beeps of ${second * 10} ms`);
        return new Uint8Array();
      default:
        return 'unknownFunction';
    }
  }

  async function exchange(command: Uint8Array): Promise<Exchange> {
    const asked = slot;
    if (asked === null || !asked.isPowered()) return { kind: 'notSent' };
    const answer = await asked.transmit(command);
    return answer.ok && asked === slot ? { kind: 'answered', response: answer.value } : { kind: 'gone' };
  }

  return {
    serialNumber,
    cardState: () => (slot === null ? 'absent' : slot.isPowered() ? 'powered' : 'unpowered'),
    powerOn: () => {
      const powered = slot?.powerOn() ?? null;
      if (powered !== null && !powered.ok) throw new Error(JSON.stringify(powered.error));
      return powered?.value ?? null;
    },
    powerOff: () => slot?.powerOff(),
    exchange,
    perform,
    insert: (next) => {
      slot = slotFor(next);
    },
    pull: () => {
      slot?.powerOff();
      slot = null;
    },
    signals: () => signals,
  };
}

function slotFor(card: LyingCard): CardSlot {
  const placed = { ...card, access: 'guarded' } as const;
  return createCardSlot(placed, placed);
}
