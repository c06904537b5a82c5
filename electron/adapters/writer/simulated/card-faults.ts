/** What can happen to a card at one certain command: for tests that walk through all of them, and for training. */

import { fail, ok, type Result } from '../../../../shared/result.ts';

export type CardFault = {
  /** Which command since the fault was set, counted from 0. */
  readonly at: number;
} & (
  | { readonly kind: 'tornBefore' | 'tornAfter' }
  /** Power stays; the answer is never heard. */
  | { readonly kind: 'lostBefore' | 'lostAfter' }
  /** The card answers this and does nothing. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'slow'; readonly delayMs: number }
  | { readonly kind: 'memoryFull' }
  /** Another card lies in its place from then on. */
  | { readonly kind: 'swapped' }
);

const plainKinds = ['tornBefore', 'tornAfter', 'lostBefore', 'lostAfter', 'memoryFull', 'swapped'] as const;

/**
 * `tornAfter@12`, `status:6581@3`, `slow:2000@0`: kind, what it needs, and the command. Fails with `usage`.
 */
export function parseFault(text: string): Result<CardFault> {
  const [, name = '', value, index = ''] = /^([a-zA-Z]+)(?::([0-9A-Fa-f]{1,6}))?@(\d{1,6})$/.exec(text) ?? [];
  const at = Number(index);
  const plain = plainKinds.find((kind) => kind === name);
  if (plain !== undefined && value === undefined) return ok({ at, kind: plain });
  if (name === 'status' && /^[69][0-9A-F]{3}$/i.test(value ?? ''))
    return ok({ at, kind: 'status', status: Number.parseInt(value ?? '', 16) });
  if (name === 'slow' && /^\d+$/.test(value ?? '')) return ok({ at, kind: 'slow', delayMs: Number(value) });
  return fail('usage', {
    problem: `--fault ${[...plainKinds, 'status:SW', 'slow:MS'].map((kind) => `${kind}@N`).join('|')}`,
  });
}
