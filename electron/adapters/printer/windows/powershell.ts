/** Runs a script in the system's own PowerShell, without anybody's profile, and not for ever. */

import { spawn } from 'node:child_process';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { codeOf } from '../../system/error-code.ts';
import { scripts, type ScriptName } from './scripts.ts';

/** The JSON that a script answers, given what it is asked. Fails with `printer.unanswered` or `printer.badAnswer`. */
export type RunScript = (
  name: ScriptName,
  asked: Readonly<Record<string, string | number>>,
) => Promise<Result<unknown>>;

const longestMs = 30_000;
const mostOutput = 1_048_576;

export const runInPowerShell: RunScript = (name, asked) =>
  new Promise((resolve) => {
    // UTF-16LE in Base64, as -EncodedCommand takes it: no quoting, no execution policy.
    const command = Buffer.from(scripts[name], 'utf16le').toString('base64');
    const words = ['-NoLogo', '-NoProfile', '-NonInteractive', '-EncodedCommand', command];
    const child = spawn('powershell.exe', words, { windowsHide: true, timeout: longestMs });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.length > mostOutput) child.kill();
    });
    child.once('error', (thrown) => resolve(fail('printer.unanswered', { reason: codeOf(thrown) })));
    child.once('close', (code) => {
      resolve(code === 0 ? parsed(output) : fail('printer.unanswered', { reason: `PowerShell ${code ?? 'ended'}` }));
    });
    child.stdin.on('error', () => undefined).end(JSON.stringify(asked));
  });

function parsed(output: string): Result<unknown> {
  try {
    return ok(JSON.parse(output));
  } catch {
    return fail('printer.badAnswer', { reason: 'notJson' });
  }
}
