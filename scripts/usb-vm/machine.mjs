// A small virtual machine with a real USB stack, for tests: Debian's own kernel and an initramfs of busybox, made once a
// machine in the cache. It sees this machine's files read-only under a layer of memory, so nothing in it can harm them.
// The kernel that runs here often has no USB at all (containers, closed networks); the one in the machine always does.

import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { inCache, inRoot } from '../setup/places.mjs';
import { ask, say, Unready } from '../setup/say.mjs';

// The files of this machine (9p, overlay), the USB host and its HID drivers, and a USB controller without wires whose
// other side is ours (dummy_hcd, usb_f_hid): a device written as a program, plugged into the same kernel.
const MODULES = [
  'virtio_pci',
  '9p',
  '9pnet_virtio',
  'overlay',
  'hid',
  'usbhid',
  'hid-generic',
  'dummy_hcd',
  'libcomposite',
  'usb_f_hid',
];

// An ordinary user's path may lack those of the administrator.
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

/** Raised whenever what is made below changes. */
const RECIPE = 2;

/** @returns {string | null} the first of the programs that make and run it that is not there */
export function machineMissing() {
  const needed = ['qemu-system-x86_64', 'modprobe', 'cpio', 'dpkg-deb', 'apt-get'];
  return needed.find((name) => !ask(name, ['--version'], { env }).ok) ?? null;
}

/** @returns {{kernel: string, initramfs: string} | null} null where it has not been made yet */
export function findMachine() {
  const folder = machineFolder();
  const machine = { kernel: join(folder, 'vmlinuz'), initramfs: join(folder, 'initramfs.gz') };
  return existsSync(machine.initramfs) ? machine : null;
}

/** Makes it of Debian’s kernel and a shell. @throws {Unready} with the remedy */
export function makeMachine() {
  const folder = machineFolder();
  const workshop = `${folder}-${process.pid}`;
  try {
    const tree = join(workshop, 'tree');
    say('Making a virtual machine with a USB stack (a download of 70 MB, once a machine)');
    try {
      unpackAll(workshop, tree);
    } catch (failure) {
      // Lists that are not there, or old enough to name packages that are gone.
      if (!hasNewLists()) throw failure;
      unpackAll(workshop, tree);
    }
    const version = onlyEntry(join(tree, 'lib', 'modules'));
    run('depmod', ['-b', tree, version]);
    const initramfs = makeInitramfs(workshop, tree, version);
    const made = join(workshop, 'made');
    mkdirSync(made);
    copyFileSync(join(tree, 'boot', `vmlinuz-${version}`), join(made, 'vmlinuz'));
    copyFileSync(initramfs, join(made, 'initramfs.gz'));
    // In one step: where it is, all is. Whoever was faster made the same.
    if (findMachine() === null) renameSync(made, folder);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

function machineFolder() {
  return inCache('usb-machine', `recipe-${RECIPE}`);
}

function unpackAll(workshop, tree) {
  rmSync(workshop, { recursive: true, force: true });
  for (const name of [nameOfKernel(), 'busybox-static']) unpack(name, workshop, tree);
}

/** True where the lists of packages could be fetched anew. */
function hasNewLists() {
  const isRoot = process.getuid?.() === 0;
  const [command, ...args] = isRoot ? ['apt-get', 'update'] : ['sudo', '-n', 'apt-get', 'update'];
  return ask(command, args, { env }).ok;
}

/** What `linux-image-amd64` depends on. */
function nameOfKernel() {
  const depends = ask('apt-cache', ['depends', '--important', 'linux-image-amd64']).text;
  const name = /Depends: (linux-image-\S+)/.exec(depends)?.[1];
  if (!name) throw new Unready('Debian’s kernel package was not found.', 'run apt-get update and try again.');
  return name;
}

/** Unpacked and not installed: this machine keeps its own. */
function unpack(name, workshop, tree) {
  const packages = join(workshop, name);
  mkdirSync(packages, { recursive: true });
  run('apt-get', ['download', name], { cwd: packages });
  run('dpkg-deb', ['-x', join(packages, onlyEntry(packages)), tree]);
}

function makeInitramfs(workshop, tree, version) {
  const root = join(workshop, 'root');
  for (const folder of ['bin', 'dev', 'proc', 'sys', 'mnt', 'out']) mkdirSync(join(root, folder), { recursive: true });
  copyFileSync(join(tree, 'bin', 'busybox'), join(root, 'bin', 'busybox'));
  chmodSync(join(root, 'bin', 'busybox'), 0o755);
  copyFileSync(inRoot('scripts', 'usb-vm', 'init.sh'), join(root, 'init'));
  chmodSync(join(root, 'init'), 0o755);
  const order = moduleFiles(tree, version);
  for (const file of order) {
    const copy = join(root, 'modules', basename(file));
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(file, copy);
  }
  writeFileSync(join(root, 'modules', 'order'), order.map((file) => `${basename(file)}\n`).join(''));
  run('sh', ['-c', 'find . | cpio --quiet -o -H newc | gzip -1 > ../initramfs.gz'], { cwd: root });
  return join(workshop, 'initramfs.gz');
}

/** The files of the modules and of all they need, in the order in which they load. */
function moduleFiles(tree, version) {
  const files = MODULES.flatMap((module) => {
    const lines = run('modprobe', ['-d', tree, '-S', version, '--show-depends', module]).split('\n');
    return lines.flatMap((line) => /^insmod (\S+)/.exec(line)?.[1] ?? []);
  });
  return [...new Set(files)];
}

function onlyEntry(folder) {
  const [entry] = readdirSync(folder);
  if (entry === undefined) throw new Unready(`${folder} is empty.`, 'run the same command again.');
  return entry;
}

function run(command, args, options) {
  const { ok, text, ending } = ask(command, args, { env, ...options });
  if (!ok) throw new Unready(`${command} ${args[0]} failed (${ending}):\n${text.slice(-2000)}`, 'see above.');
  return text;
}
