/** The training authority on the command line: later records about an earlier one, and acknowledgements of results. */

import { readFileSync, statSync } from 'node:fs';
import * as z from 'zod';
import type { AuthorityRecord } from '../../../shared/model/approval.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigest } from '../../adapters/system/digest.ts';
import { systemRandom } from '../../adapters/system/random.ts';
import { systemVerifier } from '../../adapters/system/verifier.ts';
import { trustFrom } from '../../core/intake/trust.ts';
import { verifyRecord, type VerifiedRecord } from '../../core/intake/verify-record.ts';
import { acknowledgeResults } from '../../core/sample/acknowledge-results.ts';
import { noticeAbout, replacementOf, signRecord } from '../../core/sample/sign-record.ts';
import { specimenAuthority } from '../../core/specimen/authority.ts';
import { specimenProfile } from '../../core/specimen/profile.ts';
import { codeOf } from '../../adapters/system/error-code.ts';
import { writeWhole } from '../../adapters/system/write-whole.ts';
import { oneOf } from './arguments.ts';
import type { Command } from './desk.ts';

const followUpSchema = z.enum(['replacement', 'withdrawal', 'hold', 'release']);

/** Sample files are read whole here; a larger one is no sample. */
const sampleLimitBytes = 512 * 1024 * 1024;

export const authorityCommands: readonly Command[] = [
  {
    name: 'sample follow-up',
    summary: {
      zh: '培训用：针对批准文件中的一行，生成替换、撤回、暂停或恢复记录',
      en: 'training: make a replacement, withdrawal, hold or release about one line of an approval file',
    },
    positionals: ['FILE'],
    options: { line: 'string', type: followUpSchema.options, reason: 'string', out: 'string' },
    opens: 'nothing',
    async run(_desk, { positionals: [path = ''], text }) {
      const type = oneOf(followUpSchema.options, 'type', text('type'));
      const out = text('out');
      if (!type.ok) return type;
      if (out === undefined) return fail('usage', { problem: '--out' });
      const earlier = await recordOfLine(path, Number(text('line') ?? '1'));
      if (!earlier.ok) return earlier;
      const made = followUp(earlier.value, type.value, text('reason') ?? 'training');
      if (!made.ok) return made;
      const line = signRecord(made.value, specimenAuthority().signers.approval);
      const written = writeWhole(out, line.jws + '\n');
      if (!written.ok) return written;
      const { applicationNumber } = made.value;
      return ok({
        json: { type: type.value, applicationNumber, file: out },
        lines: [`${applicationNumber} -> ${out}`],
      });
    },
  },
  {
    name: 'sample acknowledge',
    summary: { zh: '培训用：为结果文件生成签收文件', en: 'training: make the acknowledgement of a result file' },
    positionals: ['RESULTS'],
    options: { out: 'string' },
    opens: 'nothing',
    async run(_desk, { positionals: [path = ''], text }) {
      const out = text('out');
      if (out === undefined) return fail('usage', { problem: '--out' });
      const lines = readLines(path);
      if (!lines.ok) return lines;
      const made = acknowledgeResults(lines.value, specimenAuthority().signers.acknowledgement, systemClock.now());
      if (!made.ok) return made;
      const written = writeWhole(out, made.value.jws + '\n');
      if (!written.ok) return written;
      const { acknowledged } = made.value;
      return ok({ json: { acknowledged, file: out }, lines: [`${acknowledged} -> ${out}`] });
    },
  },
];

async function recordOfLine(path: string, number: number): Promise<Result<VerifiedRecord>> {
  const lines = readLines(path);
  if (!lines.ok) return lines;
  const line = lines.value[number - 1];
  if (line === undefined) return fail('usage', { problem: `--line 1..${lines.value.length}` });
  return verifyRecord(line, trustFrom(specimenProfile, systemVerifier, systemDigest), systemClock.now());
}

/** Issued now, so that it comes after what it speaks of. */
function followUp(
  { record, hash }: VerifiedRecord,
  type: z.infer<typeof followUpSchema>,
  reason: string,
): Result<AuthorityRecord> {
  if (record.type !== 'approval' && record.type !== 'replacement') {
    return fail('usage', { problem: `--line: ${record.type}` });
  }
  const issuedAt = systemClock.now().toISOString();
  const recordId = systemRandom.uuid();
  if (type === 'replacement') return ok(replacementOf(record, hash, recordId, { issuedAt }));
  return ok(noticeAbout(type, { ...record, issuedAt }, hash, recordId, reason));
}

function readLines(path: string): Result<readonly string[]> {
  try {
    if (statSync(path).size > sampleLimitBytes) return fail('file.unreadable', { path, reason: 'EFBIG' });
    return ok(
      readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
    );
  } catch (thrown) {
    return fail('file.unreadable', { path, reason: codeOf(thrown) });
  }
}
