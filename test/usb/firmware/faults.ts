/** What can go wrong in a writer at one certain command to the card, on demand and once. */

import { setTimeout as wait } from 'node:timers/promises';
import type { Exchange, Hardware } from './hardware.ts';

export type DeviceFault = {
  /** Which command to the card since the fault was set, counted from 0. */
  readonly at: number;
} & (
  | {
      readonly kind:
        /** Carried out, but no answer and no sign of life. */
        | 'silent'
        /** Signs of life for ever. */
        | 'endless'
        /** Reports of nonsense in place of the answer. */
        | 'garbage'
        /** An answer that claims to belong to the request after. */
        | 'wrongSequence'
        /** A continuation out of turn; in framing `stx`, which has none, a wrong check. */
        | 'wrongContinuation'
        /** The answer's last report has 20 bytes in place of 64. */
        | 'shortReport'
        /** The length says more, less, or far more than what comes. */
        | 'saysLonger'
        | 'saysShorter'
        | 'saysHuge'
        /** The same answer twice. */
        | 'twice'
        /** Thousands of reports of another session, and no answer. */
        | 'flood'
        /** Half of the answer, then off the bus and back on it, as after a cold start. */
        | 'reset'
        /** Half of the answer, then a warm start: still on the bus, but it knows no session any more. */
        | 'restart'
        /** The card is pulled after it has carried the command out. */
        | 'cardPulled';
    }
  /** The card takes its time; signs of life keep coming. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Silent, then the answer under its old session, whatever has happened since. */
  | { readonly kind: 'late'; readonly ms: number }
);

export interface FaultList {
  set(fault: DeviceFault | null): void;
  /** The fault of the command that begins now; counts it. */
  take(): DeviceFault | null;
}

export function createFaultList(): FaultList {
  let fault: DeviceFault | null = null;
  let count = 0;
  return {
    set: (next) => {
      fault = next;
      count = 0;
    },
    take: () => {
      const taken = fault?.at === count ? fault : null;
      count += 1;
      if (taken !== null) fault = null;
      return taken;
    },
  };
}

/** The command to the card itself, with what the fault does to card and time. */
export async function exchangeUnder(
  fault: DeviceFault | null,
  hardware: Hardware,
  command: Uint8Array,
): Promise<Exchange> {
  if (fault?.kind === 'slow') await wait(fault.ms);
  const done = await hardware.exchange(command);
  if (fault?.kind === 'endless') await new Promise(() => undefined);
  if (fault?.kind !== 'cardPulled') return done;
  hardware.pull();
  return { kind: 'gone' };
}

/** How many reports of an answer still go out before the device starts anew; null where it does not. */
export function brokenOffAfter(fault: DeviceFault | null, reports: number): number | null {
  return fault?.kind === 'reset' || fault?.kind === 'restart' ? Math.floor(reports / 2) : null;
}

/** What the answer claims of itself: added to its sequence number and to its length, which ends where its field does. */
export function liesOf(fault: DeviceFault | null): { readonly sequence: number; readonly length: number } {
  switch (fault?.kind) {
    case 'wrongSequence':
      return { sequence: 1, length: 0 };
    case 'saysLonger':
      return { sequence: 0, length: 200 };
    case 'saysShorter':
      return { sequence: 0, length: -1 };
    case 'saysHuge':
      return { sequence: 0, length: Number.POSITIVE_INFINITY };
    default:
      return { sequence: 0, length: 0 };
  }
}

/** Damage that needs no knowledge of the framing. */
export function damaged(fault: DeviceFault | null, reports: readonly Uint8Array[]): readonly Uint8Array[] {
  switch (fault?.kind) {
    case 'silent':
      return [];
    case 'garbage':
      return Array.from({ length: 20 }, (_, row) => nonsense(row));
    case 'shortReport':
      return [...reports.slice(0, -1), ...reports.slice(-1).map((last) => last.subarray(0, 20))];
    case 'twice':
      return [...reports, ...reports];
    default:
      return reports;
  }
}

/** The same at every run: a test that fails once fails always. */
function nonsense(row: number): Uint8Array {
  return Uint8Array.from({ length: 64 }, (_, column) => ((row * 64 + column + 1) * 2_654_435_761) >>> 24);
}
