/** Answers as the card's parts give them: data and status word, before any channel protects them. */

import { status, type ResponseApdu } from '../../../../core/chip/apdu.ts';

const NO_DATA = new Uint8Array();

export function reply(word: number, data: Uint8Array = NO_DATA): ResponseApdu {
  return { status: word, data };
}

/**
 * An answer of one piece. Where a stated Le is too short for it, the card says how much there is (ISO/IEC 7816-4 section
 * 5.6, 6CXX); without Le it stays silent.
 */
export function replyFitting(data: Uint8Array, expected: number | null): ResponseApdu {
  if (expected === null) return reply(status.ok);
  if (data.length <= expected) return reply(status.ok, data);
  return reply(data.length > 255 ? status.wrongLength : 0x6c00 + data.length);
}
