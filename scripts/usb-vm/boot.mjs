// Runs one command inside the virtual machine (machine.mjs) and brings back what it said.

import { spawn } from 'node:child_process';
import {
  closeSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';

const SHOWN_EVERY_MS = 100;

/**
 * @param {{kernel: string, initramfs: string}} machine
 * @param {string} command shell text; runs as root of the machine in this machine's files, `/run/out` is `folder`
 * @param {{folder: string, limitMs: number, processors?: number,
 *   turn?: Promise<unknown>}} options `folder` is emptied first and receives
 *   `transcript`, `console` and what the command leaves in `/run/out`; past `limitMs` the machine is switched off; what it
 *   says is shown from its `turn` on, so that of several machines each is heard to its end
 * @returns {Promise<number | null>} the command's exit code; null when the machine never came to the end
 */
export async function runInMachine(machine, command, { folder, limitMs, processors = 1, turn = Promise.resolve() }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'command'), command);
  const log = createWriteStream(join(folder, 'console'));
  const qemu = spawn('qemu-system-x86_64', argumentsFor(machine, folder, processors), {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  qemu.stdout.pipe(log, { end: false });
  qemu.stderr.pipe(log, { end: false });
  const stop = () => qemu.kill('SIGKILL');
  const killer = setTimeout(stop, limitMs);
  process.once('exit', stop);
  const shown = showWhileItGrows(join(folder, 'transcript'), turn);
  await once(qemu, 'close');
  clearTimeout(killer);
  process.removeListener('exit', stop);
  log.end();
  await shown.end();
  const ending = join(folder, 'ending');
  return existsSync(ending) ? Number(readFileSync(ending, 'utf8')) : null;
}

/** From its turn on, standard output follows the file, which the machine writes. */
function showWhileItGrows(path, turn) {
  let at = 0;
  let isItsTurn = false;
  const begun = turn.then(() => (isItsTurn = true));
  const show = () => {
    if (!isItsTurn || !existsSync(path)) return;
    const file = openSync(path, 'r');
    const chunk = Buffer.alloc(65_536);
    for (let read = -1; read !== 0; at += read) {
      read = readSync(file, chunk, 0, chunk.length, at);
      process.stdout.write(chunk.subarray(0, read));
    }
    closeSync(file);
  };
  const timer = setInterval(show, SHOWN_EVERY_MS);
  return {
    end: async () => {
      await begun;
      clearInterval(timer);
      show();
    },
  };
}

function argumentsFor({ kernel, initramfs }, folder, processors) {
  return [
    // Not KVM: nested, it hangs on some hosts. Emulated, it runs everywhere. One processor is enough for tests: what
    // runs in them takes turns anyway, and to wake another one costs more than it brings.
    ['-accel', 'tcg', '-cpu', 'max', '-smp', String(processors), '-m', '1024'],
    ['-nographic', '-no-reboot', '-nic', 'none'],
    ['-kernel', kernel, '-initrd', initramfs, '-append', 'console=ttyS0 quiet panic=-1 random.trust_cpu=on'],
    ['-virtfs', 'local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap'],
    ['-virtfs', `local,path=${folder},mount_tag=out,security_model=none`],
  ].flat();
}
