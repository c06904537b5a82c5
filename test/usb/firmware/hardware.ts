/** What lies behind both framings of the emulated writer: a slot with a simulated card in it, three lights and a beeper. */

import type { CardThread, LyingCard } from './card.ts';

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
  powerOn(): Promise<Uint8Array | null>;
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

export function createHardware(serialNumber: string, thread: CardThread, inserted: LyingCard | null): Hardware {
  const signals: string[] = [];
  let card = inserted;
  let isPowered = false;

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

  function powerOff(): void {
    if (isPowered) thread.powerOff();
    isPowered = false;
  }

  return {
    serialNumber,
    cardState: () => (card === null ? 'absent' : isPowered ? 'powered' : 'unpowered'),
    powerOn: async () => {
      if (card === null) return null;
      isPowered = true;
      return thread.powerOn(card);
    },
    powerOff,
    exchange: async (command) => {
      const asked = card;
      if (asked === null || !isPowered) return { kind: 'notSent' };
      const response = await thread.transmit(command);
      return response !== null && asked === card && isPowered ? { kind: 'answered', response } : { kind: 'gone' };
    },
    perform,
    insert: (next) => {
      powerOff();
      card = next;
    },
    pull: () => {
      powerOff();
      card = null;
    },
    signals: () => signals,
  };
}
