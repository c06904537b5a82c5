/**
 * What the administrator of this machine decides for everybody who uses it (docs/deploy.md). No file, no policy: the data
 * folder is then the person's own.
 */

import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import * as z from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import { codeOf } from '../adapters/system/error-code.ts';
import { openToOthers } from '../adapters/system/install-folder.ts';
import { shareWithGroup } from '../adapters/system/modes.ts';

const policySchema = z.strictObject({
  /** The data folder of every user; shared with the members of its group. */
  sharedDataFolder: z.string().refine(isAbsolute, 'must be an absolute path').optional(),
});

type Policy = z.infer<typeof policySchema>;

let current: Policy = {};

/** Reads the policy and sets the rights of new files by it. Fails with `program.policy`; the program must not go on then. */
export function applyPolicy(path: string = policyPath()): Result<void> {
  const read = readPolicy(path);
  if (!read.ok) return read;
  current = read.value;
  if (current.sharedDataFolder !== undefined) shareWithGroup();
  return ok(undefined);
}

export function sharedDataFolder(): string | undefined {
  return current.sharedDataFolder;
}

export function readPolicy(path: string): Result<Policy> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (thrown) {
    const reason = codeOf(thrown);
    return reason === 'ENOENT' ? ok({}) : fail('program.policy', { path, problem: reason });
  }
  // Whoever can write it decides where the office's data lie.
  if (openToOthers(path) !== null) return fail('program.policy', { path, problem: 'others can write it' });
  const parsed = policySchema.safeParse(parseJson(text));
  if (parsed.success) return ok(parsed.data);
  return fail('program.policy', { path, problem: z.prettifyError(parsed.error).replaceAll('\n', ' ') });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function policyPath(): string {
  switch (process.platform) {
    case 'win32':
      return join(process.env['ProgramData'] ?? 'C:\\ProgramData', 'Starcard', 'policy.json');
    case 'darwin':
      return '/Library/Application Support/Starcard/policy.json';
    default:
      return '/etc/starcard/policy.json';
  }
}
