/** Runs the built `starcard` as a person or a script would: another process, words, descriptors, an exit code. */

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(import.meta.dirname, '../../build/main/cli.js');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `options` are Node's own, such as `--import` and a module that runs before the program. */
export function startStarcard(words: readonly string[], options: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, [...options, program, ...words], { stdio: ['pipe', 'pipe', 'pipe'] });
}

export async function starcard(words: readonly string[], input = '', options: readonly string[] = []): Promise<Ran> {
  const child = startStarcard(words, options);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin?.end(input);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, stdout, stderr };
}

/** As `starcard`, on a terminal, where each of `typed` is entered as the next prompt asks for it. */
export async function starcardOnTerminal(words: readonly string[], typed: readonly string[]): Promise<Ran> {
  const command = [process.execPath, program, ...words].map((word) => `'${word}'`).join(' ');
  // util-linux: runs the command on a terminal of its own, and hands on what is written here as if it were typed.
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null']);
  const left = [...typed];
  let [stdout, answered] = ['', 0];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    // A terminal is read by one prompt at a time: what comes before it is asked for is lost. A prompt may come in pieces.
    if (left.length === 0 || !/\w: $/.test(stdout.slice(answered))) return;
    answered = stdout.length;
    child.stdin.write(`${left.shift()}\r`);
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, stdout, stderr: '' };
}

/** The `--json` answer of a command that must succeed. */
export async function starcardJson(words: readonly string[], options: readonly string[] = []): Promise<unknown> {
  const ran = await starcard([...words, '--json'], '', options);
  if (ran.code !== 0) throw new Error(`${words.join(' ')} ended with ${ran.code}: ${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'starcard-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
