// The window of the installed program, as a person without rights gets it.

import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDisplay } from '../../scripts/setup/display.mjs';
import { OUT } from './built.ts';
import { asPerson, end, HOME, PERSON, PROGRAM, run, startAsPerson } from './machine.ts';

interface Seen {
  readonly titles: number;
  readonly seccomp: string;
  readonly ownProcesses: boolean;
}

/** Opens the window on a screen of its own, waits until it is there, takes its picture and closes it. */
export async function lookAtWindow(words: readonly string[]): Promise<Seen> {
  const screen = await startDisplay();
  const on = `export DISPLAY=${screen.display}`;
  const program = startAsPerson(`${on}; exec ${PROGRAM} --data ~/window-office ${words.join(' ')}`);
  try {
    const seen = asPerson(`${on}; timeout 60 xdotool search --sync --onlyvisible --name 'Starcard|星证' | wc -l`);
    asPerson(`${on}; scrot --overwrite --delay 2 ~/window.png`);
    copyFileSync(join(HOME, 'window.png'), join(OUT, 'window.png'));
    const page = run('pgrep', ['-u', PERSON, '-f', 'type=renderer']).out.split('\n')[0] ?? '';
    const seccomp = /^Seccomp:\s+(\d)/m.exec(readFileSync(`/proc/${page}/status`, 'utf8'))?.[1] ?? '';
    const ownProcesses = run('readlink', [`/proc/${page}/ns/pid`]).out !== run('readlink', ['/proc/self/ns/pid']).out;
    return { seccomp, ownProcesses, titles: Number(seen.out.trim()) };
  } finally {
    await end(program);
    screen.stop();
  }
}
