/** `starcard seal verify` as a stranger runs it: a picture, certificates that came another way, one clear sentence. */

import { createCanvas } from '@napi-rs/canvas';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openChipTrust, type SpecimenChipTrust } from '../../electron/adapters/keys/software/chip-trust.ts';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { systemClock } from '../../electron/adapters/system/clock.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import { sealSymbol } from '../../electron/core/seal/symbol.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { error } from '../../shared/result.ts';
import { errorLine } from '../../shared/messages/describe.ts';
import { starcard, temporaryFolder } from '../support/command-line.ts';
import { value } from '../unit/chip/sample.ts';
import { sealed as sealedAt, sealInput } from '../unit/seal/sample.ts';

const folder = temporaryFolder();
const trust = trustOfToday('ours');
const stranger = trustOfToday('theirs');
const { person, card, chipPortrait } = sealInput;
const genuine = write('genuine.png', picture(sealed()));
const certificates = write('trust.pem', pem(...trust.cscaCertificates, trust.sealSigner.certificate));

afterAll(() => folder.remove());

function verify(...words: readonly string[]) {
  return starcard(['seal', 'verify', ...words, '--lang', 'en']);
}

test('openssl follows the chain from the seal signer to the CSCA', () => {
  const csca = write('csca.pem', pem(...trust.cscaCertificates));
  const signer = write('signer.pem', pem(trust.sealSigner.certificate));

  const said = execFileSync('openssl', ['verify', '-x509_strict', '-CAfile', csca, signer], { encoding: 'utf8' });

  expect(said).toBe(`${signer}: OK\n`);
});

describe('starcard seal verify', () => {
  test('a genuine seal: what it says, and 0', async () => {
    const { code, stdout, stderr } = await verify(genuine, '--trust', certificates, '--json');

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      genuine: true,
      header: { issuingState: 'UTO', signer: 'UTSP', issuedOn: card.validFrom },
      card: { number: card.number, validFrom: card.validFrom, validUntil: card.validUntil },
      compared: { names: null, portrait: null },
    });
  });

  test('in lines for a person', async () => {
    const { code, stdout } = await verify(genuine, '--trust', certificates);

    expect([code, stdout.split('\n').length]).toEqual([0, 6]);
    expect(stdout).toMatch(/^OK seal of UTO, signer UTSP, certificate [0-9A-F]{12}, signed on \d{4}-\d\d-\d\d\n/);
    expect(stdout).toContain(`number    ${card.number}\n`);
  });

  test('names and portrait are compared on demand; another name is 3', async () => {
    const portrait = write('dg2.jpg', chipPortrait);
    const names = ['--chinese-name', person.chineseName ?? ''];
    const given = [genuine, '--trust', certificates, '--portrait', portrait, ...names];

    const right = await verify(...given, '--latin-name', person.latinName, '--json');
    const wrong = await verify(...given, '--latin-name', 'SOMEBODY, ELSE', '--json');

    expect([right.code, JSON.parse(right.stdout)]).toMatchObject([0, { compared: { names: true, portrait: true } }]);
    expect([wrong.code, JSON.parse(wrong.stdout)]).toMatchObject([3, { compared: { names: false, portrait: true } }]);
  });

  test('the certificates of a data folder do as well, without signing in', async () => {
    const data = join(folder.path, 'office');
    mkdirSync(join(data, 'keys'), { recursive: true });
    write('office/keys/csca.der', trust.cscaCertificates[0] ?? new Uint8Array());
    write('office/keys/seal-signer.der', trust.sealSigner.certificate);

    const { code, stderr } = await verify(genuine, '--data', data);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test.each([
    {
      what: 'a forged seal',
      picture: () => picture(forged()),
      says: error('seal.forged', { signer: 'UTSP' }),
    },
    {
      what: 'no seal but another symbol',
      picture: () => picture(new TextEncoder().encode('https://specimen.invalid/')),
      says: error('seal.malformed', { problem: 'magic constant' }),
    },
    {
      what: 'a picture without a symbol',
      picture: () => new Uint8Array(createCanvas(300, 300).toBuffer('image/png')),
      says: error('seal.unreadable', { source: 'case.png' }),
    },
    {
      what: 'a file that is no picture',
      picture: () => new TextEncoder().encode('%PDF-1.7 and nothing more'),
      says: error('seal.unreadable', { source: 'case.png' }),
    },
  ])('$what: one sentence, and 1', async ({ picture: drawn, says }) => {
    const { code, stdout, stderr } = await verify(write('case.png', drawn()), '--trust', certificates);

    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: errorLine(says, 'en') + '\n' });
  });

  test('a foreign signer is named; with its certificate but not its CSCA it is not trusted', async () => {
    const foreign = write('foreign.png', picture(sealed(stranger)));
    const halfKnown = write('half.pem', pem(...trust.cscaCertificates, stranger.sealSigner.certificate));

    const unknown = await verify(foreign, '--trust', certificates, '--json');
    const untrusted = await verify(foreign, '--trust', halfKnown, '--json');

    expect([unknown.code, JSON.parse(unknown.stdout)]).toMatchObject([1, { error: { kind: 'seal.signerUnknown' } }]);
    expect([untrusted.code, JSON.parse(untrusted.stdout)]).toMatchObject([
      1,
      { error: { kind: 'seal.signerUntrusted' } },
    ]);
  });

  test('words that make no command are 2', async () => {
    const codes = [(await verify()).code, (await verify(genuine, '--chinese-name', '样本')).code];

    expect(codes).toEqual([2, 2]);
  });

  test('a file that is not there is named', async () => {
    const { code, stderr } = await verify(join(folder.path, 'none.png'), '--trust', certificates);

    expect([code, stderr.includes('none.png')]).toEqual([1, true]);
  });
});

/** The command looks at the real clock, so certificates and seals are of today. */
function trustOfToday(name: string): SpecimenChipTrust {
  const place = join(folder.path, name);
  const ports = { clock: systemClock, digest: systemDigest, random: systemRandom };
  return value(openChipTrust({ folder: place, keys: openSoftwareKeys(place), profile: specimenProfile, ...ports }));
}

function sealed({ sealSigner }: SpecimenChipTrust = trust): Uint8Array {
  return sealedAt({ signedAt: systemClock.now() }, sealSigner);
}

function forged(): Uint8Array {
  const seal = sealed();
  return seal.with(seal.length - 1, (seal.at(-1) ?? 0) ^ 1);
}

/** The symbol alone at 300 dpi, four dots a module, ten modules of white around it. */
function picture(bytes: Uint8Array): Uint8Array {
  const { size, isDark } = value(sealSymbol(bytes));
  const canvas = createCanvas((size + 20) * 4, (size + 20) * 4);
  const pen = canvas.getContext('2d');
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = 'black';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (isDark(column, row)) pen.fillRect((column + 10) * 4, (row + 10) * 4, 4, 4);
    }
  }
  return new Uint8Array(canvas.toBuffer('image/png'));
}

function pem(...certificateBytes: readonly Uint8Array[]): string {
  return certificateBytes
    .map((der) => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`)
    .join('');
}

function write(name: string, content: Uint8Array | string): string {
  const path = join(folder.path, name);
  writeFileSync(path, content);
  return path;
}
