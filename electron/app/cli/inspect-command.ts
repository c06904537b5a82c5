/** `starcard card inspect`: reads a finished card as an inspection system would, with nothing but what is printed on it. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { codeText } from '../../../shared/messages/code-text.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import type { Difference } from '../../../shared/model/issue.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigest } from '../../adapters/system/digest.ts';
import { systemRandom } from '../../adapters/system/random.ts';
import { systemVerifier } from '../../adapters/system/verifier.ts';
import { createFileWriter } from '../../adapters/writer/simulated/file-writer.ts';
import type { PrintedAccess } from '../../core/chip/access/printed-secret.ts';
import type { ChipTrust, Inspection } from '../../core/chip/chip.ts';
import { inspectChip } from '../../core/chip/inspect.ts';
import { readRevocationList } from '../../core/intake/revocation-list.ts';
import type { ChipWriter } from '../../core/ports.ts';
import { writersOfFolder } from '../folder-profile.ts';
import { openRealWriter } from '../real-writer.ts';
import { parseWriterChoice } from '../writer-choice.ts';
import type { Invocation } from './arguments.ts';
import type { Answer, Command } from './desk.ts';
import { stepLine } from './output.ts';
import { blocksIn, readBytes, sealTrustOf } from './seal-trust-file.ts';

const WRITERS = '--writer pcsc:NAME|hid[:SERIAL]|simulated:FILE';

export const inspectCommand: Command = {
  name: 'card inspect',
  summary: {
    zh: '按检查系统的方式读取成品卡：只需卡面的证件号码、出生日期和有效期截止日；信任 --trust 的国家签发证书（DER 或 PEM）或 --data 的证书；--crl 给出该证书机构的吊销列表',
    en: 'read a finished card as an inspection system would, with number, birth date and last day of validity as printed on it; trusts the CSCA of --trust (DER or PEM), else that of --data; --crl gives the CSCA’s revocation list, which then has to be current',
  },
  positionals: [],
  options: { writer: 'string', number: 'string', birth: 'string', expiry: 'string', trust: 'string', crl: 'string' },
  opens: 'nothing',
  async run({ folder, root, language }, invocation) {
    const writer = await writerOf(invocation.text('writer') ?? '', root, folder);
    if (!writer.ok) return writer;
    const printed = printedOf(invocation);
    if (!printed.ok) return printed;
    const anchors = trustOf(invocation.text('trust'), folder);
    if (!anchors.ok) return anchors;
    const trust = withRevocation(anchors.value, invocation.text('crl'));
    if (!trust.ok) return trust;
    const ports = { digest: systemDigest, verifier: systemVerifier, random: systemRandom };
    const inspection = await inspectChip(writer.value, trust.value, ports, { printed: printed.value });
    if (!inspection.ok) return inspection;
    return ok(answerOf(inspection.value, differencesFrom(printed.value, inspection.value), language));
  },
};

/**
 * `pcsc:NAME`, `hid`, `hid:SERIAL` or `simulated:FILE`; `root`: where `build/` lies; `folder`: by whose profile USB writers
 * are known. Fails with `usage`, and as `writersOfFolder` does.
 */
export async function writerOf(text: string, root: string, folder: string): Promise<Result<ChipWriter>> {
  const [, file] = /^simulated:(.+)$/.exec(text) ?? [];
  if (file !== undefined) return ok(createFileWriter(file));
  const choice = parseWriterChoice(text);
  // Without a file there is no simulated card to look at.
  if (!choice.ok || choice.value.kind === 'simulated') return fail('usage', { problem: WRITERS });
  const models = await writersOfFolder(folder);
  return models.ok ? ok(openRealWriter(choice.value, { root, models: models.value })) : models;
}

/** What opens a chip, as it is printed on its card. Fails with `usage`. */
export function printedOf({ text }: Invocation<Command>): Result<PrintedAccess> {
  const [number = '', birthDate = '', expiryDate = ''] = [text('number'), text('birth'), text('expiry')];
  if (!/^[0-9A-Z<]{1,22}$/.test(number)) return fail('usage', { problem: '--number' });
  if (!isDate(birthDate)) return fail('usage', { problem: '--birth YYYY-MM-DD' });
  if (!isDate(expiryDate)) return fail('usage', { problem: '--expiry YYYY-MM-DD' });
  return ok({ number, birthDate, expiryDate });
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** With nobody to trust the card is read all the same, and the certificate chain does not pass. */
export function trustOf(path: string | undefined, folder: string): Result<ChipTrust> {
  if (path !== undefined) return sealTrustOf(path);
  const own = join(folder, 'keys', 'csca.der');
  if (!existsSync(own)) return ok({ cscaCertificates: [] });
  const csca = readBytes(own);
  return csca.ok ? ok({ cscaCertificates: [csca.value] }) : csca;
}

/** The list is judged by the clock of this machine. Fails with `file.unreadable` where the file is no list that can be used. */
function withRevocation(trust: ChipTrust, path: string | undefined): Result<ChipTrust> {
  if (path === undefined) return ok(trust);
  const bytes = readBytes(path);
  if (!bytes.ok) return bytes;
  const lists = blocksIn(bytes.value, 'X509 CRL').map(readRevocationList);
  const usable = lists.filter((list) => list !== undefined);
  if (usable.length < lists.length) return fail('file.unreadable', { path, reason: 'no revocation list' });
  return ok({ ...trust, revocation: { lists: usable, at: systemClock.now() } });
}

/** What opened the chip is compared with every file that says it too. */
function differencesFrom(printed: PrintedAccess, { fields }: Inspection): readonly Difference[] {
  const pairs: readonly (readonly [field: string, expected: string, found: string])[] = [
    ['cardNumber', printed.number, fields.cardNumber],
    ['birthDate', printed.birthDate, fields.birthDate],
    ['validUntil', printed.expiryDate, fields.validUntil],
  ];
  return pairs
    .filter(([, expected, found]) => expected !== found)
    .map(([field, expected, found]) => ({ field, expected, found }));
}

/** Exit code 3 where the card was read and something about it is wrong. */
function answerOf(inspection: Inspection, differences: readonly Difference[], language: Language): Answer {
  const { chipSerial, openedBy, locked, steps, fields } = inspection;
  const { photo, ...said } = fields;
  const passed = locked && differences.length === 0 && steps.every((step) => step.passed);
  const name = (check: string): string => codeText(language, 'chipField', check);
  return {
    json: {
      passed,
      chipSerial,
      openedBy,
      locked,
      steps,
      differences,
      fields: { ...said, photo: { bytes: photo.length, sha256: systemDigest.sha256Hex(photo) } },
    },
    lines: [
      codeText(language, 'inspection', passed ? 'passed' : 'failed'),
      ...steps.map((step) => stepLine(name(step.check), step, language)),
      ...differences.map(({ field, expected, found }) => `FAIL ${name(field)}: ${expected} / ${found}`),
      `${name('openedBy')}: ${openedBy}`,
      `${name('chipSerial')}: ${chipSerial}`,
      ...Object.entries(said).map(([field, value]) => `${name(field)}: ${value ?? '-'}`),
    ],
    exitCode: passed ? 0 : 3,
  };
}
