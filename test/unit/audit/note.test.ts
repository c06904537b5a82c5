// Signed notes and checkpoints as C2SP states them, so that other people's tools accept ours and ours theirs.

import { describe, expect, test } from 'vitest';
import { fromBase64, toBase64 } from '../../../electron/core/audit/base64.ts';
import {
  checkpointText,
  parseCheckpoint,
  signCheckpoint,
  verifiedCheckpoint,
} from '../../../electron/core/audit/checkpoint.ts';
import {
  isKeyName,
  keyId,
  parseNote,
  parseVerifierKey,
  signNote,
  verifiedText,
  verifierKey,
} from '../../../electron/core/audit/note.ts';
import { digest, hex, noteSigner, verifier } from './platform.ts';

// The example in the documentation of golang.org/x/mod/sumdb/note: another implementation, the same format.
const goKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const goText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const goNote = `${goText}\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

describe('a note of another implementation', () => {
  test('is verified with its verifier key', () => {
    const key = parseVerifierKey(digest, goKey);
    if (key === undefined) throw new Error('the key was refused');
    expect(hex(keyId(digest, key))).toBe('c74f20a3');
    expect(verifierKey(digest, key)).toBe(goKey);
    expect(verifiedText(digest, verifier, key, goNote)).toBe(goText);
    expect(verifiedText(digest, verifier, key, goNote.replace('answer', 'Answer'))).toBeUndefined();
  });

  test.each([
    ['another id', goKey.replace('c74f20a3', 'c74f20a4')],
    ['another name', goKey.replace('PeterNeumann', 'PeterNeuman')],
    ['another type', goKey.replace('+ARpc', '+AhpcA')],
    ['no key', 'PeterNeumann'],
  ])('has a key that is refused with %s', (_, key) => {
    expect(parseVerifierKey(digest, key)).toBeUndefined();
  });
});

describe('our note', () => {
  const { key, sign } = noteSigner('starcard/TEST-01/WS-1');
  const text = 'line one\n\nline three, 中文\n';
  const note = signNote(digest, key, text, sign);

  test('is text, blank line, em dash, name and the signature behind its key id', () => {
    const line = note.slice(text.length + 1);
    expect(note.startsWith(`${text}\n\u2014 starcard/TEST-01/WS-1 `)).toBe(true);
    expect(note.endsWith('\n')).toBe(true);
    const bytes = fromBase64(line.trimEnd().split(' ')[2] ?? '');
    expect(bytes?.length).toBe(4 + 64);
    expect(bytes?.slice(0, 4)).toEqual(keyId(digest, key));
    expect(verifiedText(digest, verifier, key, note)).toBe(text);
  });

  test('is good with unknown signatures beside ours, and bad with a wrong one under our name and id', () => {
    const witness = noteSigner('witness.example');
    const theirs = signNote(digest, witness.key, text, witness.sign).slice(text.length + 1);
    expect(verifiedText(digest, verifier, key, note + theirs)).toBe(text);
    const forged = signNote(digest, key, text, witness.sign).slice(text.length + 1);
    expect(verifiedText(digest, verifier, key, note + forged)).toBeUndefined();
    expect(verifiedText(digest, verifier, witness.key, note)).toBeUndefined();
  });

  test.each([
    ['no signature', text],
    ['no blank line', note.replace('\n\n\u2014', '\n\u2014')],
    ['no newline at the end', note.trimEnd()],
    ['a control character', note.replace('line one', 'line\tone')],
    ['base64 that is spelled in another way', note.replace(/.=\n$/, 'x=\n')],
    ['a hyphen for the dash', note.replace('\u2014', '-')],
    ['a signature too many', note + note.slice(text.length + 1).repeat(100)],
  ])('is none with %s', (_, altered) => {
    expect(parseNote(altered)).toBeUndefined();
  });

  test('has a name without space and plus', () => {
    expect(['a b', 'a+b', '', 'a\u00a0b', 'a\nb'].map(isKeyName)).toEqual([false, false, false, false, false]);
    expect(isKeyName('starcard/北京-01')).toBe(true);
  });
});

describe('a checkpoint', () => {
  const { key, sign } = noteSigner('example.com/log');
  const rootHash = Uint8Array.from({ length: 32 }, (_, index) => index);

  test('is origin, size and root hash, signed', () => {
    const note = signCheckpoint(digest, key, { size: 20_852_163, rootHash }, sign);
    expect(note.split('\n').slice(0, 4)).toEqual([
      'example.com/log',
      '20852163',
      'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
      '',
    ]);
    expect(verifiedCheckpoint(digest, verifier, key, note)).toEqual({
      origin: 'example.com/log',
      size: 20_852_163,
      rootHash,
    });
    expect(parseCheckpoint(note.replace('20852163', '20852164'))?.size).toBe(20_852_164);
    expect(verifiedCheckpoint(digest, verifier, key, note.replace('20852163', '20852164'))).toBeUndefined();
  });

  test('of the specification is read', () => {
    const example = `example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n`;
    expect(parseCheckpoint(example)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
  });

  test.each([
    ['another origin under our signature', 'example.com/other\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n'],
    ['a leading zero', 'example.com/log\n01\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n'],
    ['a short hash', 'example.com/log\n1\nAAEC\n'],
    ['an empty extension line', 'example.com/log\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n'],
    ['two lines', 'example.com/log\n1\n'],
  ])('is refused with %s', (_, text) => {
    expect(verifiedCheckpoint(digest, verifier, key, signNote(digest, key, text, sign))).toBeUndefined();
  });

  test('of an empty tree has size 0', () => {
    const empty = digest.sha256(new Uint8Array());
    expect(checkpointText({ origin: 'o', size: 0, rootHash: empty })).toBe(`o\n0\n${toBase64(empty)}\n`);
  });
});
