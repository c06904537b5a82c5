// Runs one command inside the virtual machine (machine.mjs) and brings back what it said.

import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';

const KILLED_AFTER_MS = 240_000;

/**
 * @param {{kernel: string, initramfs: string}} machine
 * @param {string} command shell text; runs as root of the machine in this machine's files, `/run/out` is `folder`
 * @param {string} folder emptied first; receives `transcript`, `console` and what the command leaves in `/run/out`
 * @returns {Promise<{code: number | null, transcript: string}>} the code is null when the machine never came to the end
 */
export async function runInMachine(machine, command, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'command'), command);
  const log = createWriteStream(join(folder, 'console'));
  const qemu = spawn('qemu-system-x86_64', argumentsFor(machine, folder), { stdio: ['ignore', 'pipe', 'pipe'] });
  qemu.stdout.pipe(log, { end: false });
  qemu.stderr.pipe(log, { end: false });
  const killer = setTimeout(() => qemu.kill('SIGKILL'), KILLED_AFTER_MS);
  const stop = () => qemu.kill('SIGKILL');
  process.once('exit', stop);
  await once(qemu, 'close');
  clearTimeout(killer);
  process.removeListener('exit', stop);
  log.end();
  const ending = join(folder, 'ending');
  const transcript = join(folder, 'transcript');
  return {
    code: existsSync(ending) ? Number(readFileSync(ending, 'utf8')) : null,
    transcript: existsSync(transcript) ? readFileSync(transcript, 'utf8') : '',
  };
}

function argumentsFor({ kernel, initramfs }, folder) {
  return [
    // Not KVM: nested, it hangs on some hosts. Emulated, it runs everywhere.
    ...['-accel', 'tcg,thread=multi', '-cpu', 'max', '-smp', '2', '-m', '2048'],
    ...['-nographic', '-no-reboot', '-nic', 'none'],
    ...['-kernel', kernel, '-initrd', initramfs, '-append', 'console=ttyS0 quiet panic=-1 random.trust_cpu=on'],
    ...['-virtfs', 'local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap'],
    ...['-virtfs', `local,path=${folder},mount_tag=out,security_model=none`],
  ];
}
