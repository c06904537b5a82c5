/**
 * How much the driver of the USB writer costs: the commands of a personalisation of 20 KB through it, against a bare loop
 * over node-hid that writes and reads the same reports. Runs in the virtual machine (scripts/usb-vm), on the kernel's USB
 * stack, against the emulated writer; each turn on a fresh card, which answers the same to the same commands.
 */

import type { HidHandle, HidLibrary } from '../../electron/adapters/writer/hid/library.ts';
import { loadHid } from '../../electron/adapters/writer/hid/library.ts';
import { createHidWriter } from '../../electron/adapters/writer/hid/hid-writer.ts';
import { listWriters } from '../../electron/adapters/writer/hid/discovery.ts';
import { bytesEqual } from '../../electron/core/chip/bytes.ts';
import { personalise } from '../../electron/core/chip/personalise.ts';
import type { ChipWriter } from '../../electron/core/ports.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { optionsFor } from '../unit/chip/engine.ts';
import { drawnPhoto, makeImage, makeTrust } from '../unit/chip/sample.ts';
import { freshCard } from '../usb/cards.ts';
import { listed, remoteWriterFor, value } from '../usb/driver.ts';
import { ports } from '../usb/emulated-writer.ts';
import { bench, median, type Figure } from './harness.ts';

const MOST_TIMES_BARE = 1.1;
const CARD_BYTES = 20_000;
const SERIAL = 'SN-BENCH';
const READ_MS = 10_000;
const MOST_DISTURBED = 2;
const ROUNDS = 5;
const [device] = ports;
const models = specimenProfile.writers;

/** One report as it went over the line; a sign of life is none, because how many come is the card's affair. */
interface Report {
  readonly way: 'out' | 'in';
  readonly bytes: Uint8Array;
}

interface Recording {
  readonly reports: readonly Report[];
  readonly commands: readonly { readonly command: Uint8Array; readonly response: Uint8Array }[];
  readonly wholeMs: number;
}

await bench('usb', async (isQuick) => {
  const library = value(await loadHid());
  await device.plug('ccid', SERIAL);
  await listed(SERIAL);
  const recording = await record(library);
  const remote = remoteWriterFor(SERIAL);
  const works = {
    bare: () => replay(library, recording.reports),
    driver: () => send(driverOn(library), recording),
    process: () => send(remote.writer, recording),
  };
  // The first turns warm up: programs are compiled while they run.
  const turns: Turn[] = [];
  for (let round = isQuick ? 0 : -1; round < (isQuick ? 1 : ROUNDS); round += 1) {
    const turn = await takeTurns(
      works,
      round % 2 === 0 ? ['bare', 'driver', 'process'] : ['driver', 'bare', 'process'],
    );
    if (round >= 0) turns.push(turn);
  }
  remote.stop();
  await device.unplug();
  return figuresOf(recording, turns);
});

type Turn = Readonly<Record<'bare' | 'driver' | 'process', number>>;

async function takeTurns(
  works: Readonly<Record<keyof Turn, () => Promise<void>>>,
  order: readonly (keyof Turn)[],
): Promise<Turn> {
  const turn = { bare: 0, driver: 0, process: 0 };
  for (const name of order) turn[name] = await undisturbed(works[name]);
  return turn;
}

/** How long it takes on a fresh card. An emulated machine that stands still for a second ends a message; then once more. */
async function undisturbed(work: () => Promise<void>): Promise<number> {
  for (let again = 0; ; again += 1) {
    await device.insert(freshCard());
    const startedAt = performance.now();
    try {
      await work();
      return performance.now() - startedAt;
    } catch (disturbed) {
      if (again === MOST_DISTURBED) throw disturbed;
      console.log(`once more: ${String(disturbed)}`);
    }
  }
}

function figuresOf({ commands, reports, wholeMs }: Recording, turns: readonly Turn[]): readonly Figure[] {
  console.log(
    `${commands.length} commands, ${reports.length} reports of 64 bytes, a card of ${CARD_BYTES} bytes and more`,
  );
  for (const { bare, driver } of turns) console.log(`bare ${bare.toFixed(0)} ms, driver ${driver.toFixed(0)} ms`);
  // Of each pair, which ran one after the other: what else the machine does changes from minute to minute.
  const ratio = median(turns.map(({ bare, driver }) => driver / bare));
  const added = median(turns.map(({ driver, process: own }) => (own - driver) / commands.length));
  return [
    { name: 'bare loop over node-hid', value: median(turns.map(({ bare }) => bare)), unit: 'ms' },
    { name: 'driver / bare loop', value: ratio, unit: 'x', atMost: MOST_TIMES_BARE },
    // Two changes of process a command, which an emulated processor makes a hundred times slower than a real one.
    { name: 'what a process of its own adds to a command', value: added, unit: 'ms' },
    { name: 'the run that was recorded, with the engine’s arithmetic', value: wholeMs, unit: 'ms' },
  ];
}

function driverOn(library: HidLibrary): ChipWriter {
  // Always the same bytes, so that every turn says the same; nobody is to be kept from guessing here.
  const random = (count: number): Uint8Array => new Uint8Array(count).fill(0x5a);
  return createHidWriter({ library, models, serial: SERIAL, random });
}

/** One whole personalisation, with everything that went over the line. */
async function record(library: HidLibrary): Promise<Recording> {
  const image = makeImage(makeTrust(), { photo: drawnPhoto(photoBytes()) });
  await device.insert(freshCard());
  const reports: Report[] = [];
  const commands: { command: Uint8Array; response: Uint8Array }[] = [];
  const writer = driverOn(listening(library, reports));
  const recorded: ChipWriter = {
    ...writer,
    async transmit(command) {
      const answer = await writer.transmit(command);
      if (answer.ok) commands.push({ command, response: answer.value });
      return answer;
    },
  };
  const startedAt = performance.now();
  const options = optionsFor(image, { random: (count) => new Uint8Array(count).fill(0xa5) });
  const outcome = await personalise(recorded, image, options);
  if (outcome.kind !== 'encoded') throw new Error(JSON.stringify(outcome));
  return { reports, commands, wholeMs: performance.now() - startedAt };
}

/** So many that all files together come to the size of the card. */
function photoBytes(): number {
  const bytesWith = (photo: number): number =>
    makeImage(makeTrust(), { photo: drawnPhoto(photo) }).files.reduce(
      (sum, file) => sum + (file.size ?? file.bytes.length),
      0,
    );
  return Math.min(specimenProfile.chip.photoBudgetBytes, 700 + CARD_BYTES - bytesWith(700));
}

function listening(library: HidLibrary, reports: Report[]): HidLibrary {
  return {
    devicesAsync: () => library.devicesAsync(),
    HIDAsync: {
      async open(path) {
        const handle = await library.HIDAsync.open(path);
        return {
          async write(bytes) {
            reports.push({ way: 'out', bytes: Uint8Array.from(bytes.subarray(1)) });
            return handle.write(bytes);
          },
          async read(timeoutMs) {
            const bytes = await handle.read(timeoutMs);
            if (bytes !== undefined && bytes.length > 0 && !isLife(bytes)) reports.push({ way: 'in', bytes });
            return bytes;
          },
          close: () => handle.close(),
        };
      },
    },
  };
}

/** docs/formats.md, framing ccid: a first packet of a CCID message whose bStatus says time extension. */
function isLife(report: Uint8Array): boolean {
  return report[4] === 0xc0 && ((report[14] ?? 0) & 0xc0) === 0x80;
}

/** The bare loop: no checks but that the same comes back. Only the channel is another in every session. */
async function replay(library: HidLibrary, reports: readonly Report[]): Promise<void> {
  const [plugged] = value(await listWriters(library, models));
  const handle = await library.HIDAsync.open(plugged?.path ?? '');
  try {
    await exchange(handle, reports);
  } finally {
    await handle.close();
  }
}

async function exchange(handle: HidHandle, reports: readonly Report[]): Promise<void> {
  const frame = Buffer.alloc(65);
  let channel: Uint8Array | null = null;
  for (const { way, bytes } of reports) {
    if (way === 'out') {
      frame.set(bytes, 1);
      if (channel !== null) frame.set(channel, 1);
      await handle.write(frame);
      continue;
    }
    const report = await readAnswer(handle);
    if (channel === null) channel = report.slice(15, 19);
    else if (!bytesEqual(report.subarray(4), bytes.subarray(4))) throw new Error('the card answered something else');
  }
}

async function readAnswer(handle: HidHandle): Promise<Uint8Array> {
  for (;;) {
    const report = await handle.read(READ_MS);
    if (report === undefined || report.length === 0) throw new Error('the card did not answer');
    if (!isLife(report)) return report;
  }
}

/** The same commands through a writer. */
async function send(writer: ChipWriter, { commands }: Recording): Promise<void> {
  value(await writer.open());
  try {
    value(await writer.powerOn());
    for (const { command, response } of commands)
      if (!bytesEqual(value(await writer.transmit(command)), response))
        throw new Error('the card answered something else');
  } finally {
    await writer.powerOff();
    await writer.close();
  }
}
