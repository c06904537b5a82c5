/** The witness, on another machine or account: sees checkpoints, checks that each continues the last, and cosigns it. */

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { openSoftwareKeys } from '../../adapters/keys/software/software-keys.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigest } from '../../adapters/system/digest.ts';
import { systemVerifier } from '../../adapters/system/verifier.ts';
import { writeWhole } from '../../adapters/system/write-whole.ts';
import { cosign, cosignedAt } from '../../core/audit/cosignature.ts';
import { COSIGNATURE_TYPE, ed25519KeyOf, isKeyName, verifierKey } from '../../core/audit/note.ts';
import { parseWitnessRequest } from '../../core/audit/proof-text.ts';
import { mayCosign } from '../../core/audit/witness.ts';
import { handedOut, readText } from './audit-evidence-commands.ts';
import type { Answer, Command } from './desk.ts';
import { keyFrom } from './verify-export-folder.ts';

export const witnessCommands: readonly Command[] = [
  {
    name: 'audit request',
    summary: {
      zh: '给见证方的请求：最新检查点及其自 --since 条以来的一致性证明（C2SP tlog-witness）',
      en: 'what a witness is asked: the newest checkpoint and the proof that it continues --since entries (C2SP tlog-witness)',
    },
    positionals: [],
    options: { since: 'string', out: 'string' },
    opens: 'reading',
    actsAs: 'supervisor1',
    async run(desk, { text }) {
      const request = await desk.call('audit.request', { since: Number(text('since') ?? '0') });
      if (!request.ok) return request;
      return handedOut(request.value, request.value.request, text('out'));
    },
  },
  {
    name: 'audit witness',
    summary: {
      zh: '见证：检查请求是否延续上次见到的日志，一致则签名（首次运行时生成见证密钥）',
      en: 'witness: check that a request continues the log seen last, and cosign it (its key is made on the first run)',
    },
    positionals: ['REQUEST'],
    options: { key: 'string', state: 'string', name: 'string', out: 'string' },
    opens: 'nothing',
    async run(_desk, { positionals: [path = ''], text }) {
      const [state, out] = [text('state'), text('out')];
      if (state === undefined || out === undefined)
        return fail('usage', { problem: '--key KEY --state FILE --out FILE' });
      return witness(path, { key: text('key') ?? '', state, out, name: text('name') ?? 'witness' });
    },
  },
  {
    name: 'audit cosigned',
    summary: {
      zh: '收下见证方签名的检查点（--witness 为见证方公钥）',
      en: 'take in a checkpoint that a witness cosigned (--witness: its verifier key)',
    },
    positionals: ['FILE'],
    options: { witness: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { positionals: [path = ''], text }) {
      const note = readText(path);
      if (!note.ok) return note;
      const taken = await desk.call('audit.cosigned', { note: note.value, witness: text('witness') ?? '' });
      return taken.ok ? ok({ json: taken.value, lines: [`${taken.value.witness} ${taken.value.size}`] }) : taken;
    },
  },
];

interface WitnessOptions {
  /** Verifier key of the log. */
  readonly key: string;
  /** The checkpoint cosigned last, by this witness; its key lies in the same folder. */
  readonly state: string;
  readonly out: string;
  readonly name: string;
}

function witness(path: string, options: WitnessOptions): Result<Answer> {
  const { state, out, name } = options;
  const key = keyFrom(options.key);
  if (key === undefined) return fail('audit.noKey', { key: options.key });
  if (!isKeyName(name)) return fail('usage', { problem: '--name' });
  const text = readText(path);
  const request = text.ok ? parseWitnessRequest(text.value) : undefined;
  if (request === undefined) return text.ok ? fail('audit.exportIncomplete', { path }) : text;

  const signer = openSoftwareKeys(dirname(state)).signer('witness', 'Ed25519');
  if (!signer.ok) return signer;
  const own = { name, publicKey: ed25519KeyOf(signer.value.publicKey()) ?? new Uint8Array() };
  const seen = existsSync(state) ? readText(state) : ok(null);
  if (!seen.ok) return seen;
  // What it saw last counts only with its own signature under it: somebody may have changed the file.
  const isOwn = seen.value === null || cosignedAt(systemDigest, systemVerifier, own, seen.value) !== undefined;
  if (!isOwn) return fail('audit.foreignCheckpoint', { name });

  const allowed = mayCosign({ digest: systemDigest, verifier: systemVerifier, key }, seen.value, request);
  if (!allowed.ok) return allowed;
  const seconds = Math.floor(systemClock.now().getTime() / 1000);
  const failures: Result<never>[] = [];
  const note = cosign(systemDigest, own, request.checkpoint, seconds, (message) => {
    const signature = signer.value.sign(message);
    if (!signature.ok) failures.push(signature);
    return signature.ok ? signature.value : new Uint8Array();
  });
  const [failure] = failures;
  if (failure !== undefined) return failure;
  // Remembered before it is given away: a witness that forgets could sign two histories.
  const kept = writeWhole(state, note);
  const given = kept.ok ? writeWhole(out, note) : kept;
  if (!given.ok) return given;
  const witnessKey = verifierKey(systemDigest, own, COSIGNATURE_TYPE);
  return ok({
    json: { size: allowed.value.size, witnessKey, file: out },
    lines: [`${allowed.value.size}`, witnessKey],
  });
}
