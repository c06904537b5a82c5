// The window of the installed program, as a person without rights gets it.

import { copyFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startDisplay } from '../../scripts/setup/display.mjs';
import { until } from '../support/until.ts';
import { OUT } from './built.ts';
import { asPerson, end, HOME, PERSON, PROGRAM, run, startAsPerson } from './machine.ts';

const PICTURE = join(OUT, 'window.png');
/** An empty page is far less. */
const PAINTED_BYTES = 20_000;

interface Seen {
  readonly titles: number;
  readonly seccomp: string;
  /** Whether the page's process sees no other ones than the sandbox's. */
  readonly ownProcesses: boolean;
  /** The TCP ports that processes of the person listen on, one a line. */
  readonly ports: string;
}

/** Opens the window on a screen of its own, waits until its page is there, takes its picture and closes it. */
export async function lookAtWindow(words: readonly string[]): Promise<Seen> {
  const screen = await startDisplay();
  const on = `export DISPLAY=${screen.display}`;
  const program = startAsPerson(`${on}; exec ${PROGRAM} --data ~/window-office ${words.join(' ')}`);
  try {
    const seen = asPerson(`${on}; timeout 240 xdotool search --sync --onlyvisible --name 'Starcard|星证' | wc -l`);
    const titles = Number(seen.out.trim());
    if (titles > 0) await until('the page to be painted', () => isPainted(on));
    const page = run('pgrep', ['-u', PERSON, '-f', 'type=renderer']).out.split('\n')[0] ?? '';
    const seccomp = /^Seccomp:\s+(\d)/m.exec(readFileSync(`/proc/${page}/status`, 'utf8'))?.[1] ?? '';
    const ownProcesses = run('readlink', [`/proc/${page}/ns/pid`]).out !== run('readlink', ['/proc/self/ns/pid']).out;
    const uid = run('id', ['-u', PERSON]).out.trim();
    return { seccomp, ownProcesses, ports: listeningPorts(uid), titles };
  } finally {
    await end(program);
    screen.stop();
  }
}

function isPainted(on: string): boolean {
  asPerson(`${on}; scrot --overwrite ~/window.png`);
  copyFileSync(join(HOME, 'window.png'), PICTURE);
  return statSync(PICTURE).size > PAINTED_BYTES;
}

/** Local addresses of the TCP sockets in state 0A, listening, of a user (proc_net(5)). */
function listeningPorts(uid: string): string {
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === '0A' && fields[7] === uid)
    .map((fields) => fields[1])
    .join('\n');
}
