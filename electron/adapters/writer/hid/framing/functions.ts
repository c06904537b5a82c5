/** What a writer does besides talking to the card, the same bytes in every framing. docs/formats.md, USB writer. */

import type { Light, LightState, WriterRequest } from './framing.ts';

const lights: Readonly<Record<Light, number>> = { ready: 0, working: 1, fault: 2 };
const lightStates: Readonly<Record<LightState, number>> = { off: 0, on: 1, blinks: 2 };
const BEEP_UNIT_MS = 10;

/** The function with its parameters; null for what concerns the card. */
export function encodeFunction(request: WriterRequest): Uint8Array | null {
  switch (request.kind) {
    case 'firmware':
      return Uint8Array.of(0x01);
    case 'serial':
      return Uint8Array.of(0x02);
    case 'light':
      return Uint8Array.of(0x03, lights[request.light], lightStates[request.state]);
    case 'beep':
      return Uint8Array.of(0x04, request.times, Math.round(request.lengthMs / BEEP_UNIT_MS));
    default:
      return null;
  }
}

/** The answer without the function's number; null where it is not the answer to this function. */
export function parseFunctionAnswer(asked: Uint8Array, answer: Uint8Array): Uint8Array | null {
  if (answer.length === 0 || answer[0] !== asked[0]) return null;
  const data = answer.slice(1);
  return isFitting(asked[0] ?? 0, data) ? data : null;
}

function isFitting(name: number, data: Uint8Array): boolean {
  switch (name) {
    case 0x01:
      return data.length === 3;
    case 0x02:
      return /^[0-9A-Za-z-]{1,32}$/.test(String.fromCodePoint(...data));
    default:
      return data.length === 0;
  }
}
