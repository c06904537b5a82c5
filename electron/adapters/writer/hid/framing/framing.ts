/**
 * What a framing is: a machine of states without any input or output. It is told what to ask of the device and given each
 * report that the device sends, and says what to do. docs/formats.md, USB writer.
 */

export const REPORT_BYTES = 64;
export const NONCE_BYTES = 8;
/** ISO/IEC 7816-4 section 5.1: header, extended lengths and their most data. */
export const LONGEST_COMMAND = 65_544;
export const LONGEST_RESPONSE = 65_538;

export type WriterRequest =
  | { readonly kind: 'powerOn' | 'powerOff' | 'cardState' | 'firmware' | 'serial' }
  /** One APDU, at most `LONGEST_COMMAND` bytes. */
  | { readonly kind: 'transmit'; readonly command: Uint8Array }
  | { readonly kind: 'light'; readonly light: Light; readonly state: LightState }
  /** 1 to 5 times, each 10 to 1,000 ms. */
  | { readonly kind: 'beep'; readonly times: number; readonly lengthMs: number };

export type Light = 'ready' | 'working' | 'fault';
export type LightState = 'off' | 'on' | 'blinks';

export type CardPresence = 'powered' | 'unpowered' | 'absent';

/** `lost`: what the card did is unknown. `fault`: so too, and the device is to blame. The others: nothing was sent to it. */
export type RefusalReason = 'noCard' | 'mute' | 'incompatible' | 'notSupported' | 'busy' | 'lost' | 'fault';

export type FramingEvent =
  | { readonly kind: 'send'; readonly reports: readonly Uint8Array[] }
  /** A new session has begun. */
  | { readonly kind: 'session' }
  /** The request was carried out; `data` is the ATR, the response APDU, or what a function answered. */
  | { readonly kind: 'done'; readonly card: CardPresence; readonly data: Uint8Array }
  | {
      readonly kind: 'refused';
      readonly card: CardPresence;
      readonly reason: RefusalReason;
      /** The device's own number for it. */
      readonly code: number;
    }
  /** The device says that the card is still at work. */
  | { readonly kind: 'working' }
  /** A message has begun, and is to go on within the time between two reports. */
  | { readonly kind: 'more' }
  | { readonly kind: 'card'; readonly isPresent: boolean }
  /** Nothing to do with the request under way: late, or of another session. No sign of life. */
  | { readonly kind: 'dropped'; readonly what: string }
  /** Not understood: the request is over, what came of it is unknown, and nothing but `hello` may follow. */
  | { readonly kind: 'broken'; readonly problem: string };

export interface Framing {
  /** Begins a new session, whatever was under way. `nonce`: 8 bytes that were never used before. */
  hello(nonce: Uint8Array): readonly FramingEvent[];
  /** Asks the device; only in a session and with no request under way. */
  ask(request: WriterRequest): readonly FramingEvent[];
  /** Takes one report of any content and any length; never throws. */
  push(report: Uint8Array): readonly FramingEvent[];
}

/** How the text of a `broken` ends where another program has begun a session with the same device. */
export const ANOTHER_SESSION = 'another session has begun';

export function broken(problem: string): readonly FramingEvent[] {
  return [{ kind: 'broken', problem }];
}

export function dropped(what: string): readonly FramingEvent[] {
  return [{ kind: 'dropped', what }];
}

export const more: readonly FramingEvent[] = [{ kind: 'more' }];
