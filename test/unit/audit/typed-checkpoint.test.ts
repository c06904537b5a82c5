// What a person types from a report, or a hand-held reader sends, is the checkpoint that was signed, or none.

import { describe, expect, test } from 'vitest';
import { signCheckpoint, verifiedCheckpoint } from '../../../electron/core/audit/checkpoint.ts';
import { addSignature } from '../../../electron/core/audit/note.ts';
import { typedCheckpoint } from '../../../electron/core/audit/typed-checkpoint.ts';
import { digest, noteSigner, verifier } from './platform.ts';

const { key, sign } = noteSigner('starcard/TEST-01/WS-1');
const witness = noteSigner('w-1');
const head = { size: 4711, rootHash: digest.sha256(Uint8Array.of(7)) };
const note = signCheckpoint(digest, key, head, sign);
const witnessed = addSignature(digest, witness.key, note, witness.sign);

const inGroups = (text: string): string =>
  text.replace(/[A-Za-z0-9+/=]{44,}/g, (base64) => base64.match(/.{1,4}/g)?.join(' ') ?? '');

describe.each([
  ['of the workstation alone', note],
  ['that a witness signed too', witnessed],
])('a checkpoint %s', (_, signed) => {
  test.each<[string, (text: string) => string]>([
    ['as it was signed', (text) => text],
    ['in groups of four, as printed', inGroups],
    ['in lines of other lengths', (text) => inGroups(text).replaceAll(' ', '\n')],
    ['without blank line and last line break', (text) => text.replace('\n\n', '\n').trimEnd()],
    ['with the line ends of another system and spaces around', (text) => ` ${text.replaceAll('\n', ' \r\n ')} `],
    ['with a hyphen for the dash', (text) => text.replaceAll('\u2014', '-')],
    ['with two hyphens for the dash', (text) => text.replaceAll('\u2014', '--')],
    ['from a reader that knows Latin letters only', (text) => text.replaceAll('\u2014', '\u00e2\u0080\u0094')],
    ['without the padding', (text) => text.replaceAll('=', '')],
    ['all on one line', (text) => text.replaceAll(/\s+/g, ' ')],
  ])('is read %s', (_how, typed) => {
    expect(typedCheckpoint(typed(signed))).toBe(signed);
  });
});

test.each<[string, (text: string) => string]>([
  ['another count', (text) => text.replace('4711', '4712')],
  [
    'another case of one letter',
    (text) => text.replace(/([a-z])(.*\n\n)/, (_, letter: string, rest: string) => letter.toUpperCase() + rest),
  ],
  ['a letter too few', (text) => text.trimEnd().slice(0, -5)],
  ['no signature', (text) => text.slice(0, text.indexOf('\n\n'))],
  ['nothing but words', () => 'I lost the paper'],
  ['nothing', () => ''],
])('with %s it verifies no more', (_, spoil) => {
  expect(verifiedCheckpoint(digest, verifier, key, typedCheckpoint(spoil(note)))).toBeUndefined();
});
