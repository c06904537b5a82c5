/** A card printer of its own: ippeveprinter with the attributes of an ID-1 printer and mechanics that fail on demand. */

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIppClient } from '../../electron/adapters/printer/ipp/client.ts';
import { readDescription } from '../../electron/adapters/printer/ipp/ipp-printer.ts';
import { openPins } from '../../electron/adapters/printer/ipp/pins.ts';
import { freePort, startProgram, type StartedProgram } from './processes.ts';
import { until } from '../support/until.ts';

/** What the next card is to suffer; `print-card.sh` says what each is. */
export type Mishap =
  | 'none'
  | 'heldBetween'
  | 'heldAfter'
  | 'heldInTray'
  | 'jamLater'
  | 'jamBefore'
  | 'jamBetween'
  | 'jamAfter'
  | 'hopperEmpty'
  | 'ribbonOut'
  | 'ribbonLow'
  | 'coverOpen'
  | 'lies';

export interface VirtualPrinter {
  readonly address: string;
  readonly port: number;
  setFault(fault: Mishap): void;
  /** Another device under the same address from its next start on. */
  setSerial(serial: string): void;
  /** The bytes that reached the device under that job name; null where none did. */
  arrived(jobName: string): Uint8Array | null;
  /** Job names of the files that reached the device. */
  arrivals(): readonly string[];
  /** Job names of the cards in the output tray. */
  cardsOut(): readonly string[];
  /** `JOB-NAME SIDE`, one for each side that was printed. */
  sides(): readonly string[];
  /** True while no card is in the machine. */
  isIdle(): boolean;
  /** Cards are taken out, a jam is cleared, and what was counted is forgotten. */
  clear(): void;
  powerOn(): Promise<void>;
  /** The power goes; what the device remembered of its jobs goes with it. */
  losePower(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Started and answering. Everything of it lies in the folder. */
export async function startVirtualPrinter(folder: string): Promise<VirtualPrinter> {
  for (const part of ['spool', 'tls']) mkdirSync(join(folder, part), { recursive: true });
  for (const file of ['cr80.conf', 'print-card.sh']) copyFileSync(join('test', 'printer', file), join(folder, file));
  const port = await freePort();
  const address = `ipp://localhost:${port}/ipp/print`;
  const bus = `unix:path=${join(folder, 'bus')}`;
  // It announces itself on a system bus and does not start without one.
  const busDaemon = startProgram('dbus-daemon', ['--session', '--nofork', `--address=${bus}`]);
  await until('the bus', () => existsSync(join(folder, 'bus')));
  let device: StartedProgram | null = null;
  const printer: VirtualPrinter = {
    address,
    port,
    setFault: (fault) => writeFileSync(join(folder, 'fault'), fault),
    setSerial(serial) {
      const file = join(folder, 'cr80.conf');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/SN:[^;]*;/, `SN:${serial};`));
    },
    arrived(jobName) {
      const file = join(folder, 'arrived', `${jobName}.pdf`);
      return existsSync(file) ? new Uint8Array(readFileSync(file)) : null;
    },
    arrivals: () => namesIn(join(folder, 'arrived')),
    cardsOut: () => namesIn(join(folder, 'tray')),
    sides: () => linesOf(join(folder, 'impressions')),
    isIdle: () => !existsSync(join(folder, 'busy')),
    clear() {
      for (const part of ['arrived', 'tray', 'impressions', 'busy'])
        rmSync(join(folder, part), { recursive: true, force: true });
      printer.setFault('none');
    },
    async powerOn() {
      if (device === null) await printer.start();
    },
    async losePower() {
      // No movement goes on without power.
      rmSync(join(folder, 'busy'), { force: true });
      await device?.kill();
      device = null;
    },
    async start() {
      device = startProgram('ippeveprinter', wordsFor(folder, port), { DBUS_SYSTEM_BUS_ADDRESS: bus });
      await until('the virtual printer', () => answers(address, folder));
    },
    async stop() {
      await device?.kill();
      await busDaemon.stop();
    },
  };
  printer.setFault('none');
  await printer.start();
  return printer;
}

function wordsFor(folder: string, port: number): readonly string[] {
  const places = ['-d', join(folder, 'spool'), '-a', join(folder, 'cr80.conf'), '-c', join(folder, 'print-card.sh')];
  return [
    '-r',
    'off',
    '-n',
    'localhost',
    '-p',
    String(port),
    '-K',
    join(folder, 'tls'),
    ...places,
    'Virtual card printer',
  ];
}

async function answers(address: string, folder: string): Promise<boolean> {
  const pins = openPins(join(folder, 'pins-of-the-test.json'));
  if (!pins.ok) return false;
  const waits = { connectMs: 500, answerMs: 2000, documentMs: 2000 };
  const client = createIppClient({ address, user: 'test', pins: pins.value, waits });
  return client.ok && (await readDescription(client.value)).ok;
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map((file) => file.replace(/\.pdf$/, '')) : [];
}

function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}
