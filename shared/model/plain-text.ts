/** Free text from outside: words that a person reads, and nothing that changes how they are read. */

import * as z from 'zod';

// Unicode general categories Cc and Cs (controls, lone surrogates), Zl and Zp (line and paragraph separators), and the
// Bidi_Control property (UAX 9): they break lines, reverse what stands beside them, or cannot be stored at all.
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** One line of 1 to `max` UTF-16 code units. */
export function plainText(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !unprintable.test(text), 'a control character');
}
