/** One chip from record to verified card, and openssl as a second opinion on what we signed. */

import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSimulatedWriter } from '../../electron/adapters/writer/simulated/simulated-writer.ts';
import { compareWithRecord } from '../../electron/core/chip/compare.ts';
import { inspectChip } from '../../electron/core/chip/inspect.ts';
import { parseOnly } from '../../electron/core/chip/lds/tlv.ts';
import { personalise } from '../../electron/core/chip/personalise.ts';
import type { Progress } from '../../shared/model/device.ts';
import { blankSerialSchema } from '../../shared/model/ids.ts';
import { ok } from '../../shared/result.ts';
import { inspectPorts, optionsFor, printed } from '../unit/chip/engine.ts';
import { drawnPhoto, freshFolder, input, makeImage, makeTrust, value } from '../unit/chip/sample.ts';

const blank = blankSerialSchema.parse('BLANK-0001');

describe('a chip from record to verified card', () => {
  test('is written, read back, locked, and says of itself what the record says', async () => {
    const trust = makeTrust();
    const photo = drawnPhoto(18_000);
    const image = makeImage(trust, { photo });
    const writer = createSimulatedWriter({ folder: freshFolder(), speed: 'instant' });
    writer.placeBlank(blank);
    const bound: string[] = [];
    const steps: Progress[] = [];

    const options = optionsFor(image, {
      onProgress: (progress) => steps.push(progress),
      onBound: (serial) => {
        bound.push(serial);
        return ok(undefined);
      },
    });
    const outcome = await personalise(writer, image, options);
    const inspection = value(await inspectChip(writer, trust, inspectPorts, { printed }));

    expect(outcome).toEqual({ kind: 'encoded', chipSerial: bound[0] });
    expect(inspection.steps).toEqual(
      [
        'access',
        'files',
        'sodSignature',
        'certificateChain',
        'groupHashes',
        'securityInfos',
        'activeAuthentication',
        'chipAuthentication',
        'readerRecord',
      ].map((check) => ({ check, passed: true, note: '' })),
    );
    expect(inspection.fields.mrz.match(/.{30}/g)).toEqual([
      'IRUTO911124198<1080300240<<<<<',
      '8108038F3309140CAN<<<<<<<<<<<4',
      'ZHENGJIAN<<YANGBEN<<<<<<<<<<<<',
    ]);
    expect(compareWithRecord(inspection, { ...input, photo, sodHash: image.sodHash })).toEqual([]);
    expect(new Set(steps.map((progress) => progress.step))).toEqual(new Set(['bind', 'write', 'readBack', 'lock']));
  });

  test('a chip signed by somebody else is read, but not believed', async () => {
    const folder = freshFolder();
    const writer = createSimulatedWriter({ folder, speed: 'instant' });
    writer.placeBlank(blank);
    const image = makeImage(makeTrust());
    await personalise(writer, image, optionsFor(image));

    const inspection = value(await inspectChip(writer, makeTrust(), inspectPorts, { printed }));

    expect(inspection.steps.filter((step) => !step.passed).map((step) => step.check)).toEqual(['certificateChain']);
  });
});

describe('openssl', () => {
  const trust = makeTrust();
  const image = makeImage(trust);
  const folder = freshFolder();
  const path = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): string =>
    execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  const sod = image.files.find((file) => file.name === 'EF.SOD')?.bytes ?? new Uint8Array();
  writeFileSync(path('sod.der'), value(parseOnly(sod, 0x77, 'EF.SOD')));
  writeFileSync(path('csca.der'), trust.cscaCertificates[0] ?? new Uint8Array());
  writeFileSync(path('ds.der'), trust.documentSigner.certificate);
  openssl('x509', '-inform', 'DER', '-in', 'csca.der', '-out', 'csca.pem');
  openssl('x509', '-inform', 'DER', '-in', 'ds.der', '-out', 'ds.pem');

  test('verifies the security object to the country signing CA', () => {
    const args = ['cms', '-verify', '-inform', 'DER', '-in', 'sod.der', '-CAfile', 'csca.pem', '-purpose', 'any'];

    openssl(...args, '-binary', '-out', 'content.der');

    expect(openssl('asn1parse', '-inform', 'DER', '-in', 'content.der')).toContain('OBJECT            :sha256');
  });

  test('refuses a security object with one bit changed', () => {
    writeFileSync(
      path('bad.der'),
      value(parseOnly(sod, 0x77, 'EF.SOD')).map((byte, index) => (index === 90 ? byte ^ 1 : byte)),
    );

    expect(() =>
      openssl(
        'cms',
        '-verify',
        '-inform',
        'DER',
        '-in',
        'bad.der',
        '-CAfile',
        'csca.pem',
        '-purpose',
        'any',
        '-binary',
      ),
    ).toThrow('CMS');
  });

  test('verifies the chain of the document signer and reads every extension', () => {
    expect(openssl('verify', '-CAfile', 'csca.pem', 'ds.pem')).toBe('ds.pem: OK\n');
    const text = openssl('x509', '-in', 'ds.pem', '-noout', '-text');
    expect(text).toContain('Subject: C = UT, CN = SPECIMEN Document Signer');
    expect(text).toContain('Digital Signature');
    expect(text).toContain('2.23.136.1.1.6.2');
    expect(text).toContain('Private Key Usage Period');
  });

  test('parses every file of the chip that is ASN.1', () => {
    const files = image.files.filter((file) => file.application === 'emrtd');
    for (const file of files) writeFileSync(path(file.name), file.bytes);

    const depths = files.map((file) => openssl('asn1parse', '-inform', 'DER', '-in', file.name).split('\n').length);

    expect(depths.every((lines) => lines > 2)).toBe(true);
    expect(readdirSync(folder).length).toBeGreaterThan(files.length);
  });
});
