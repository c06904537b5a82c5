/** Services of an issued card on the command line, and their proof by a verifier who has nothing but the card. */

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCertificate } from '../../electron/core/chip/lds/read-certificate.ts';
import { listLength, decodeSignedList, HEADER_BYTES } from '../../electron/core/service/signed-list.ts';
import { serviceListFile } from '../../electron/core/chip/lds/files.ts';
import { queuePageSchema } from '../../shared/model/queue.ts';
import { starcard, starcardJson, temporaryFolder } from '../support/command-line.ts';
import { must } from './office.ts';

const folder = temporaryFolder();
const data = join(folder.path, 'office');
let number = '';
let verifier: readonly string[] = [];

/** One card in the safe, and the words that open it. */
beforeAll(async () => {
  const approvals = join(folder.path, 's.approvals');
  await starcardJson(['sample', '--count', '12', '--seed', '7', '--out', approvals]);
  await starcardJson(['import', approvals, '--data', data]);
  const { rows } = queuePageSchema.parse(await starcardJson(['list', '--view', 'toReview', '--data', data]));
  const row = rows.find(({ kind }) => kind === 'firstIssue');
  if (row === undefined) throw new Error('no first issue among the samples');
  number = row.number;
  await starcardJson(['review', number, '--accept', '--acknowledge-warnings', '--data', data]);
  const issued = z
    .object({ blankSerial: z.string() })
    .parse(await starcardJson(['issue', number, '--plastic-from-tray', '--data', data]));
  const state = join(data, 'training', 'chips', `${issued.blankSerial}.json`);
  const birth = row.cardNumber.slice(6, 14).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
  const { validUntil } = z
    .object({ validUntil: z.string() })
    .parse(await starcardJson(['service', 'list', number, '--data', data]));
  verifier = ['--writer', `simulated:${state}`, '--number', row.cardNumber, '--birth', birth, '--expiry', validUntil];
});

afterAll(() => folder.remove());

function change(act: string, ...words: readonly string[]): readonly string[] {
  return ['service', act, number, '--service', 'tax', ...words, '--data', data];
}

const details = [
  '--name-zh',
  '税务服务',
  '--name-en',
  'Tax',
  '--endpoint',
  'https://tax.example/card',
  '--consent',
  'en',
];

test('two people add a service, a verifier has it proven, they withdraw it', async () => {
  const alone = await starcard([...change('add', ...details), '--json']);
  expect([alone.code, JSON.parse(alone.stdout)]).toMatchObject([2, { error: { kind: 'usage' } }]);
  expect(await starcardJson(change('add', ...details, '--second', 'officer2'))).toMatchObject({
    listNumber: 1,
    entries: [{ id: 'tax', standing: 'valid' }],
  });
  expect(await starcardJson(['service', 'list', number, '--data', data])).toMatchObject({ listNumber: 1 });

  const prove = ['service', 'prove', ...verifier, '--service', 'tax', '--data', data];
  expect(await starcardJson(prove)).toMatchObject({ passed: true, proofs: [{ serviceId: 'tax', proven: true }] });
  const untrusting = await starcard(['service', 'prove', ...verifier, '--data', join(folder.path, 'nobody'), '--json']);
  expect([untrusting.code, JSON.parse(untrusting.stdout)]).toMatchObject([3, { passed: false }]);

  await starcardJson(change('withdraw', '--second', 'supervisor1'));
  const withdrawn = await starcard([...prove, '--json']);
  expect([withdrawn.code, JSON.parse(withdrawn.stdout)]).toMatchObject([
    1,
    { error: { kind: 'service.entryWithdrawn' } },
  ]);
});

test('OpenSSL verifies the list to the CSCA and the holder certificate to the service CA', async () => {
  await starcardJson(change('add', ...details, '--second', 'officer2'));
  const list = listInChip();
  const [entry] = must(decodeSignedList(list)).entries;
  const file = (name: string): string => join(folder.path, name);
  writeFileSync(file('list.der'), list);
  writeFileSync(file('holder.der'), entry?.certificate ?? new Uint8Array());
  pem('csca');
  pem('service-ca');

  const cms = ['cms', '-verify', '-inform', 'DER', '-in', file('list.der'), '-CAfile', file('csca.pem')];
  execFileSync('openssl', [...cms, '-purpose', 'any', '-binary', '-out', file('content.der')], { stdio: 'pipe' });
  execFileSync('openssl', ['x509', '-inform', 'DER', '-in', file('holder.der'), '-out', file('holder.pem')]);
  const verified = execFileSync('openssl', ['verify', '-CAfile', file('service-ca.pem'), file('holder.pem')]);

  expect(verified.toString()).toContain('OK');
  expect(readFileSync(file('content.der')).length).toBeGreaterThan(500);
  expect(must(readCertificate(entry?.certificate ?? new Uint8Array())).point).toHaveLength(65);

  function pem(name: string): void {
    const der = join(data, 'keys', `${name}.der`);
    execFileSync('openssl', ['x509', '-inform', 'DER', '-in', der, '-out', file(`${name}.pem`)]);
  }
});

test('a verifier away from the office trusts both authorities from files, in PEM or DER', async () => {
  const away = ['service', 'prove', ...verifier, '--data', join(folder.path, 'nobody')];
  const trusting = (kind: 'pem' | 'der') =>
    starcardJson([...away, '--trust', authority('csca', kind), '--service-trust', authority('service-ca', kind)]);

  expect(await trusting('pem')).toMatchObject({ passed: true, proofs: [{ serviceId: 'tax', proven: true }] });
  expect(await trusting('der')).toMatchObject({ passed: true });

  const broken = await starcard([...away, '--service-trust', join(folder.path, 's.approvals'), '--json']);
  expect([broken.code, JSON.parse(broken.stdout)]).toMatchObject([1, { error: { kind: 'file.unreadable' } }]);

  function authority(name: string, kind: 'pem' | 'der'): string {
    return kind === 'der' ? join(data, 'keys', `${name}.der`) : join(folder.path, `${name}.pem`);
  }
});

const cardFileSchema = z.object({
  applications: z.object({ service: z.object({ files: z.array(z.object({ fileId: z.int(), bytes: z.string() })) }) }),
});

function listInChip(): Uint8Array {
  const state = (verifier[1] ?? '').replace('simulated:', '');
  const { files } = cardFileSchema.parse(JSON.parse(readFileSync(state, 'utf8'))).applications.service;
  const file = Buffer.from(files.find(({ fileId }) => fileId === serviceListFile.fileId)?.bytes ?? '', 'hex');
  const length = must(listLength(file.subarray(0, HEADER_BYTES), file.length));
  return new Uint8Array(file.subarray(HEADER_BYTES, HEADER_BYTES + length));
}
