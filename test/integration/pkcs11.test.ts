/** Keys in a security module: a real token (SoftHSM), looked at from outside by OpenSC and openssl. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { moduleFailure } from '../../electron/adapters/keys/pkcs11/failures.ts';
import {
  openPkcs11Keys,
  type Pkcs11Keys,
  type Pkcs11Options,
} from '../../electron/adapters/keys/pkcs11/pkcs11-keys.ts';
import { openChipTrust } from '../../electron/adapters/keys/software/chip-trust.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import { systemVerifier } from '../../electron/adapters/system/verifier.ts';
import { buildChipImage } from '../../electron/core/chip/build-image.ts';
import { bytesOfHex, hexOf, utf8Bytes } from '../../electron/core/chip/bytes.ts';
import { derivedKey } from '../../electron/core/chip/crypto/kdf.ts';
import { parseOnly } from '../../electron/core/chip/lds/tlv.ts';
import { fail } from '../../shared/result.ts';
import { input, profile, signedAt, value } from '../unit/chip/sample.ts';
import { starcard } from '../support/command-line.ts';
import { LIBRARY, PIN, softToken, type SoftToken } from './soft-hsm.ts';

const data = utf8Bytes('what is signed');

const optionsOf = (token: SoftToken): Pkcs11Options => ({
  library: LIBRARY,
  token: token.label,
  pin: PIN,
  missingKeys: 'make',
});

async function opened(options: Pkcs11Options): Promise<Pkcs11Keys> {
  const keys = value(await openPkcs11Keys(options));
  onTestFinished(() => keys.close());
  return keys;
}

describe('a key in the module', () => {
  test('signs what its public key verifies, is found again, and can never be copied out', async () => {
    const token = softToken();
    const keys = value(await openPkcs11Keys(optionsOf(token)));
    const made = value(keys.signer('seal', 'ES256'));
    const signature = value(made.sign(data));
    keys.close();

    const again = value((await opened(optionsOf(token))).signer('seal', 'ES256'));

    expect(hexOf(again.publicKey())).toBe(hexOf(made.publicKey()));
    expect(signature.length).toBe(64);
    expect(systemVerifier.verify('ES256', made.publicKey(), data, signature)).toBe(true);
    expect(systemVerifier.verify('ES256', made.publicKey(), utf8Bytes('else'), signature)).toBe(false);
    expect(token.tool('--list-objects', '--type', 'privkey')).toContain(
      'sensitive, always sensitive, never extractable',
    );
  });

  test('of Ed25519 serves where the module knows the curve, and is refused by name where it does not', async () => {
    const token = softToken();
    const keys = await opened(optionsOf(token));

    const signer = keys.signer('audit', 'Ed25519');

    const knows = token.tool('--list-mechanisms').includes('EDDSA');
    const works =
      signer.ok && systemVerifier.verify('Ed25519', signer.value.publicKey(), data, value(signer.value.sign(data)));
    expect(works).toBe(knows);
    const refused = fail('hsm.keyUnusable', { token: token.label, key: 'audit', problem: 'the module has no Ed25519' });
    expect(knows ? refused : signer).toEqual(refused);
  });

  test('derives what SP 800-108 with the same master key derives in software', async () => {
    const token = softToken();
    const master = bytesOfHex('603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4');
    writeFileSync(join(token.folder, 'master.bin'), master);
    const imported = ['--write-object', join(token.folder, 'master.bin'), '--type', 'secrkey', '--key-type', 'AES:32'];
    token.tool(...imported, '--label', 'chip-master', '--usage-sign');
    const deriver = value((await opened(optionsOf(token))).deriver('chip-master'));

    const derived = [16, 40, 48].map((length) => hexOf(value(deriver.derive('label', data, length))));

    expect(derived).toEqual([16, 40, 48].map((length) => hexOf(derivedKey(master, 'label', data, length))));
  });

  test('is made as a master key that derives the same after reopening', async () => {
    const token = softToken();
    const first = value(await openPkcs11Keys(optionsOf(token)));
    const before = hexOf(value(value(first.deriver('chip-master')).derive('label', data, 40)));
    first.close();

    const second = await opened(optionsOf(token));

    expect(hexOf(value(value(second.deriver('chip-master')).derive('label', data, 40)))).toBe(before);
    expect(token.tool('--list-objects', '--type', 'secrkey')).toContain('never extractable');
  });

  test('signs a whole chip that openssl believes', async () => {
    const token = softToken();
    const keys = await opened(optionsOf(token));
    const folder = mkdtempSync(join(tmpdir(), 'starcard-hsm-chip-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const common = { profile, clock: { now: () => signedAt }, digest: systemDigest, random: systemRandom };

    const trust = value(openChipTrust({ ...common, folder, keys }));
    const ports = { ...trust, digest: systemDigest, keyDeriver: value(keys.deriver('chip-master')) };
    const image = value(buildChipImage(input, ports));

    const sod = image.files.find(({ name }) => name === 'EF.SOD')?.bytes ?? new Uint8Array();
    writeFileSync(join(folder, 'sod.der'), value(parseOnly(sod, 0x77, 'EF.SOD')));
    const openssl = (...args: string[]): string =>
      execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString();
    openssl('x509', '-inform', 'DER', '-in', 'csca.der', '-out', 'csca.pem');
    const verify = [
      'cms',
      '-verify',
      '-inform',
      'DER',
      '-in',
      'sod.der',
      '-CAfile',
      'csca.pem',
      '-purpose',
      'any',
      '-binary',
    ];
    expect(() => openssl(...verify)).not.toThrow();
  });
});

describe('starcard keys check', () => {
  const check = (token: SoftToken, pin: string, ...more: readonly string[]): ReturnType<typeof starcard> =>
    starcard(['keys', 'check', '--library', LIBRARY, '--token', token.label, '--pin-fd', '0', ...more], `${pin}\n`);

  test('says what the module can do and which keys it holds, and makes none', async () => {
    const token = softToken();
    const keys = value(await openPkcs11Keys(optionsOf(token)));
    value(keys.signer('seal', 'ES256'));
    value(keys.deriver('chip-master'));
    keys.close();

    const ran = await check(token, PIN, '--json');

    expect(JSON.parse(ran.stdout)).toEqual({
      token: token.label,
      can: { ES256: true, Ed25519: token.tool('--list-mechanisms').includes('EDDSA'), 'AES-CMAC': true },
      keys: [
        { name: 'seal', kind: 'private' },
        { name: 'chip-master', kind: 'master' },
      ],
    });
    expect(ran.code).toBe(0);
  });

  test('says that the PIN was wrong, and that it was tried once', async () => {
    const ran = await check(softToken(), '000000', '--lang', 'en');

    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('tried once and will not be tried again') });
  });
});

describe('what can be wrong with a module', () => {
  test('no library: said, and nothing else', async () => {
    const token = softToken();

    const keys = await openPkcs11Keys({ ...optionsOf(token), library: '/nowhere/libhsm.so' });

    expect(keys).toMatchObject({
      ok: false,
      error: { kind: 'hsm.unavailable', data: { library: '/nowhere/libhsm.so' } },
    });
  });

  test('a library that is none', async () => {
    const token = softToken();
    const library = join(token.folder, 'softhsm2.conf');

    expect(await openPkcs11Keys({ ...optionsOf(token), library })).toMatchObject({
      ok: false,
      error: { kind: 'hsm.unavailable' },
    });
  });

  test('another token than the one meant', async () => {
    const token = softToken();

    expect(await openPkcs11Keys({ ...optionsOf(token), token: 'other' })).toEqual(
      fail('hsm.tokenAbsent', { token: 'other' }),
    );
  });

  test('a wrong PIN: one attempt, then stop', async () => {
    const token = softToken();
    const spy = token.spy();

    const keys = await openPkcs11Keys({ ...optionsOf(token), library: spy.library, pin: '000000' });

    expect(keys).toEqual(fail('hsm.pinWrong', { token: token.label, left: 'unstated' }));
    expect(spy.count('C_Login')).toBe(1);
  });

  // SoftHSM never locks a PIN and cannot be pulled out: what other modules answer then, as the library hands it on.
  test.each([
    ['CKR_PIN_LOCKED:164', 'hsm.pinLocked'],
    ['CKR_PIN_INCORRECT:160', 'hsm.pinWrong'],
    ['CKR_DEVICE_REMOVED:50', 'hsm.tokenAbsent'],
    ['CKR_TOKEN_NOT_PRESENT:224', 'hsm.tokenAbsent'],
    ['CKR_DEVICE_ERROR:48', 'hsm.failed'],
  ])('the answer %s is %s', async (answer, kind) => {
    const { default: pkcs11 } = await import('pkcs11js');

    expect(moduleFailure(new pkcs11.Pkcs11Error(answer), 'token', 'C_Sign')).toMatchObject({ error: { kind } });
    expect(() => moduleFailure(new TypeError('a bug'), 'token', 'C_Sign')).toThrow('a bug');
  });

  test('a key that is missing where none may be made', async () => {
    const token = softToken();
    const keys = await opened({ ...optionsOf(token), missingKeys: 'refuse' });
    const missing = (key: string): unknown => fail('hsm.keyMissing', { token: token.label, key });

    expect(keys.signer('seal', 'ES256')).toEqual(missing('seal'));
    expect(keys.deriver('chip-master')).toEqual(missing('chip-master'));
    expect(token.tool('--list-objects')).not.toContain('Object');
  });

  test('a key that was deleted while the program ran', async () => {
    const token = softToken();
    const signer = value((await opened(optionsOf(token))).signer('seal', 'ES256'));

    token.tool('--delete-object', '--type', 'privkey', '--label', 'seal');

    expect(signer.sign(data)).toEqual(fail('hsm.keyMissing', { token: token.label, key: 'seal' }));
  });

  test('two keys of one name: nobody could say which is meant', async () => {
    const token = softToken();
    for (const id of ['01', '02'])
      token.tool('--keypairgen', '--key-type', 'EC:prime256v1', '--label', 'seal', '--id', id, '--usage-sign');
    const keys = await opened(optionsOf(token));

    const problem = 'label stands twice';
    expect(keys.signer('seal', 'ES256')).toEqual(fail('hsm.keyUnusable', { token: token.label, key: 'seal', problem }));
  });

  test('a key on another curve', async () => {
    const token = softToken();
    token.tool('--keypairgen', '--key-type', 'EC:secp384r1', '--label', 'seal', '--id', '01', '--usage-sign');
    const keys = await opened(optionsOf(token));

    const problem = 'no key for ES256';
    expect(keys.signer('seal', 'ES256')).toEqual(fail('hsm.keyUnusable', { token: token.label, key: 'seal', problem }));
  });

  test('a session closed behind our back is opened again, once', async () => {
    const token = softToken();
    const spy = token.spy();
    const keys = await opened({ ...optionsOf(token), library: spy.library });
    const signer = value(keys.signer('seal', 'ES256'));
    const { default: pkcs11 } = await import('pkcs11js');
    const other = new pkcs11.PKCS11();
    other.load(spy.library);
    for (const slot of other.C_GetSlotList(true)) other.C_CloseAllSessions(slot);

    const signature = value(signer.sign(data));

    expect(systemVerifier.verify('ES256', signer.publicKey(), data, signature)).toBe(true);
    expect(spy.count('C_Login')).toBe(2);
  });

  test('a token that is gone', async () => {
    const token = softToken();
    const keys = await opened(optionsOf(token));
    const signer = value(keys.signer('seal', 'ES256'));

    rmSync(join(token.folder, 'tokens'), { recursive: true });
    mkdirSync(join(token.folder, 'tokens'));

    expect(signer.sign(data)).toMatchObject({ ok: false, error: { kind: expect.stringMatching(/^hsm\./) } });
  });
});
