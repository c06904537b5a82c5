/** Software keys and the SPECIMEN certificates: made once, kept, and refused when they are not what they should be. */

import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openChipTrust } from '../../../electron/adapters/keys/software/chip-trust.ts';
import { makeOnce } from '../../../electron/adapters/keys/software/key-files.ts';
import type { KeySecret } from '../../../electron/adapters/keys/software/key-secret.ts';
import { openSoftwareKeys } from '../../../electron/adapters/keys/software/software-keys.ts';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../../electron/adapters/system/random.ts';
import { systemVerifier } from '../../../electron/adapters/system/verifier.ts';
import { hexOf, utf8Bytes, utf8Text } from '../../../electron/core/chip/bytes.ts';
import { deriveChipKey } from '../../../electron/core/chip/chip-keys.ts';
import { signPlain, verifyPlain } from '../../../electron/core/chip/crypto/curve.ts';
import { jobIdSchema } from '../../../shared/model/ids.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { freshFolder, keyDeriver, makeTrust, profile, signedAt, value } from './sample.ts';

describe('a software key', () => {
  test.each(['ES256', 'Ed25519'] as const)(
    'of %s signs what its public key verifies, also after reopening',
    (algorithm) => {
      const folder = join(freshFolder(), 'keys');
      const data = utf8Bytes('what is signed');
      const made = value(openSoftwareKeys(folder).signer('a', algorithm));
      const reopened = value(openSoftwareKeys(folder).signer('a', algorithm));

      const signature = value(reopened.sign(data));

      expect(hexOf(reopened.publicKey())).toBe(hexOf(made.publicKey()));
      expect(signature.length).toBe(64);
      expect(systemVerifier.verify(algorithm, made.publicKey(), data, signature)).toBe(true);
      expect(systemVerifier.verify(algorithm, made.publicKey(), utf8Bytes('else'), signature)).toBe(false);
    },
  );

  test('lies sealed beside its secret in files that only their owner may read, and nothing else is left behind', () => {
    const folder = join(freshFolder(), 'keys');

    value(openSoftwareKeys(folder).signer('a', 'ES256'));

    expect(readdirSync(folder).toSorted()).toEqual(['a.key', 'secret']);
    expect(['a.key', 'secret'].map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600, 0o600]);
    expect(readFileSync(join(folder, 'a.key')).subarray(0, 8).toString()).toBe('STARKEY1');
    // id-ecPublicKey, as every unsealed key of this kind names it.
    expect(hexOf(new Uint8Array(readFileSync(join(folder, 'a.key'))))).not.toContain('06072A8648CE3D0201');
  });

  test('that an earlier version left unsealed goes on as the same key, sealed', () => {
    const folder = freshFolder();
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    writeFileSync(join(folder, 'a.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));

    const [first, second] = [1, 2].map(() => value(openSoftwareKeys(folder).signer('a', 'ES256')));

    const expected = hexOf(new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })));
    expect([first, second].map((signer) => hexOf(signer?.publicKey() ?? new Uint8Array()))).toEqual([
      expected,
      expected,
    ]);
    expect(readdirSync(folder).toSorted()).toEqual(['a.key', 'secret']);
  });

  test('that was sealed before the program was cut off loses its unsealed file at the next opening', () => {
    const folder = freshFolder();
    const signer = value(openSoftwareKeys(folder).signer('a', 'ES256'));
    writeFileSync(join(folder, 'a.pem'), 'what was left');

    const again = value(openSoftwareKeys(folder).signer('a', 'ES256'));

    expect(hexOf(again.publicKey())).toBe(hexOf(signer.publicKey()));
    expect(readdirSync(folder).toSorted()).toEqual(['a.key', 'secret']);
  });

  test('is not replaced when its file is broken or holds another kind of key', () => {
    const folder = join(freshFolder(), 'keys');
    const keys = openSoftwareKeys(folder);
    value(keys.signer('a', 'ES256'));

    expect(keys.signer('a', 'Ed25519')).toMatchObject({ ok: false, error: { kind: 'file.unreadable' } });
    expect(keys.deriver('a')).toMatchObject({ ok: false, error: { kind: 'file.unreadable' } });
    writeFileSync(join(folder, 'a.key'), 'broken');
    expect(keys.signer('a', 'ES256')).toMatchObject({ ok: false, error: { kind: 'file.unreadable' } });
    expect(readFileSync(join(folder, 'a.key'), 'utf8')).toBe('broken');
  });

  test('does not open under another name, with another secret, without one, or with a bit changed', () => {
    const folder = freshFolder();
    const keys = openSoftwareKeys(folder);
    value(keys.signer('a', 'ES256'));
    const sealed = readFileSync(join(folder, 'a.key'));
    const secret = readFileSync(join(folder, 'secret'));
    const refusals: string[] = [];
    const open = (name: string): void => {
      const signer = keys.signer(name, 'ES256');
      refusals.push(signer.ok ? 'opened' : signer.error.kind);
    };

    copyFileSync(join(folder, 'a.key'), join(folder, 'b.key'));
    open('b');
    writeFileSync(
      join(folder, 'a.key'),
      sealed.map((byte, index) => (index === 70 ? byte ^ 1 : byte)),
    );
    open('a');
    writeFileSync(join(folder, 'a.key'), sealed);
    writeFileSync(join(folder, 'secret'), secret.toReversed());
    open('a');
    rmSync(join(folder, 'secret'));
    open('a');
    // Nor is a new secret made beside keys that it would not open.
    open('c');

    expect(refusals).toEqual(Array(5).fill('file.unreadable'));
    writeFileSync(join(folder, 'secret'), secret);
    expect(keys.signer('a', 'ES256').ok).toBe(true);
  });

  test('is sealed with the secret that the caller supplies, and no secret lies beside it then', () => {
    const folder = freshFolder();
    const secretOf = (byte: number): KeySecret => {
      const given = (): Result<Uint8Array> => ok(new Uint8Array(32).fill(byte));
      return { existing: given, existingOrNew: given };
    };
    const made = value(openSoftwareKeys(folder, secretOf(1)).signer('a', 'ES256'));

    const again = value(openSoftwareKeys(folder, secretOf(1)).signer('a', 'ES256'));

    expect(hexOf(again.publicKey())).toBe(hexOf(made.publicKey()));
    expect(readdirSync(folder)).toEqual(['a.key']);
    expect(openSoftwareKeys(folder, secretOf(2)).signer('a', 'ES256')).toMatchObject({
      ok: false,
      error: { kind: 'file.unreadable', data: { reason: 'not sealed with the secret of this folder' } },
    });
  });

  test('is the one that was made first where two programs make it at once', () => {
    const path = join(freshFolder(), 'a.key');

    const [first, second] = ['first', 'second'].map((text) => value(makeOnce(path, utf8Bytes(text))));

    expect([first, second].map((bytes) => utf8Text(bytes ?? new Uint8Array()))).toEqual(['first', 'first']);
    expect(readdirSync(dirname(path))).toEqual(['a.key']);
  });

  test('is refused where it cannot be kept', () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'keys'), 'a file where the folder should be');

    expect(openSoftwareKeys(join(folder, 'keys')).signer('a', 'ES256')).toMatchObject({ ok: false });
  });
});

describe('a master key', () => {
  const derive = (folder: string, label: string): string =>
    hexOf(value(value(openSoftwareKeys(folder).deriver('master')).derive(label, utf8Bytes('context'), 40)));

  test('gives the same bytes after reopening, and others for another label or in another office', () => {
    const [folder, elsewhere] = [freshFolder(), freshFolder()];

    const derived = [derive(folder, 'a'), derive(folder, 'a'), derive(folder, 'b'), derive(elsewhere, 'a')];

    expect(derived[1]).toBe(derived[0]);
    expect(new Set(derived).size).toBe(3);
    expect(derived.map((hex) => hex.length)).toEqual([80, 80, 80, 80]);
  });
});

describe('the key pairs of a chip', () => {
  const owner = { id: jobIdSchema.parse('0123456789abcdef0123456789abcdef'), attempt: 1 };
  const uses = ['activeAuthentication', 'chipAuthentication', 'service'] as const;

  test('differ by use, by job and by attempt, and are the same each time', () => {
    const owners = [owner, { ...owner, attempt: 2 }, { ...owner, id: jobIdSchema.parse('f'.repeat(32)) }];
    const all = (): readonly string[] =>
      owners.flatMap((one) => uses.map((use) => hexOf(value(deriveChipKey(keyDeriver, use, one)).secret)));

    expect(all()).toEqual(all());
    expect(new Set(all()).size).toBe(9);
  });

  test('are pairs: what the secret signs, the public key verifies', () => {
    const { secret, publicKey } = value(deriveChipKey(keyDeriver, 'activeAuthentication', owner));
    const message = utf8Bytes('challenge');

    expect(publicKey.length).toBe(65);
    expect(verifyPlain('p256', publicKey, message, signPlain('p256', secret, message))).toBe(true);
  });
});

describe('the SPECIMEN chip trust', () => {
  test('is the same when it is opened again', () => {
    const folder = freshFolder();

    const [first, second] = [makeTrust(folder), makeTrust(folder)];

    expect(hexOf(second.documentSigner.certificate)).toBe(hexOf(first.documentSigner.certificate));
    expect(second.cscaCertificates.map(hexOf)).toEqual(first.cscaCertificates.map(hexOf));
    expect(readdirSync(folder).toSorted()).toEqual(['csca.der', 'document-signer.der', 'keys', 'seal-signer.der']);
  });

  test('is refused where a certificate belongs to another key', () => {
    const [folder, elsewhere] = [freshFolder(), freshFolder()];
    makeTrust(folder);
    makeTrust(elsewhere);
    copyFileSync(join(elsewhere, 'document-signer.der'), join(folder, 'document-signer.der'));

    expect(() => makeTrust(folder)).toThrow('belongs to another key');
  });

  test('is never made for a live profile', () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'keys'));
    const options = {
      folder,
      keys: openSoftwareKeys(join(folder, 'keys')),
      profile: { ...profile, live: true },
      clock: { now: () => signedAt },
      digest: systemDigest,
      random: systemRandom,
    };

    expect(openChipTrust(options)).toMatchObject({ ok: false, error: { kind: 'access.trainingOnly' } });
    expect(readdirSync(join(folder, 'keys'))).toEqual([]);
  });
});
