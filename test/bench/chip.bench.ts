/**
 * `npm run bench -- chip`: what a personalisation sends against the least that the same files need, the whole of it
 * through the PC/SC service against a bare loop that sends the same bytes, and the building of the chip's files.
 */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openChipTrust } from '../../electron/adapters/keys/software/chip-trust.ts';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import { loadPcsc, openContext } from '../../electron/adapters/writer/pcsc/library.ts';
import { createPcscWriter } from '../../electron/adapters/writer/pcsc/pcsc-writer.ts';
import { listReaders } from '../../electron/adapters/writer/pcsc/readers.ts';
import { createCardSlot } from '../../electron/adapters/writer/simulated/card-slot.ts';
import { insertCard } from '../../electron/adapters/writer/simulated/virtual-reader.ts';
import { buildChipImage } from '../../electron/core/chip/build-image.ts';
import type { ChipImage, ChipInput, PersonaliseOptions } from '../../electron/core/chip/chip.ts';
import { chipSecrets } from '../../electron/core/chip/chip-secrets.ts';
import { personalise } from '../../electron/core/chip/personalise.ts';
import { transportKeys } from '../../electron/core/chip/transport-keys.ts';
import type { ChipWriter } from '../../electron/core/ports.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { specimenTransportMaster } from '../../electron/core/specimen/transport-master.ts';
import { cardDataSchema } from '../../shared/model/approval.ts';
import { jobIdSchema } from '../../shared/model/ids.ts';
import { ok, type Result } from '../../shared/result.ts';
import { hasPcscService, readerNames, readerPorts, startPcscService } from '../integration/pcsc-service.ts';
import { until } from '../support/until.ts';
import { memoryWriter } from '../unit/chip/memory-writer.ts';
import { leastTraffic, type Traffic } from './least-traffic.ts';
import { bench, median, mediansMs, type Figure } from './harness.ts';

const MOST_BYTES = 1.02;
const MOST_TIMES_BARE = 1.15;
const MOST_BUILD_MS = 15;
/** All files of the card together. */
const CARD_BYTES = 20_000;
const SERIAL = 'BENCH-0001';
const [READER] = readerNames;
const [PORT] = readerPorts;

const folder = mkdtempSync(join(tmpdir(), 'starcard-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

if (process.argv[2] === '--card') holdCard(process.argv[3] ?? '');
else
  await bench('chip', async (isQuick) => {
    const own = makeChip();
    return [
      ...(await traffic(own)),
      ...(await building(own, isQuick ? 5 : 50)),
      ...(await speed(own, isQuick ? 1 : 5)),
    ];
  });

interface Chip {
  readonly image: ChipImage;
  readonly options: PersonaliseOptions;
  build(): Result<ChipImage>;
}

/** An invented person, real keys, and a photo that fills the card up. */
function makeChip(): Chip {
  const clock = { now: () => new Date('2026-11-22T08:30:00Z') };
  const keys = openSoftwareKeys(join(folder, 'keys'));
  const profile = specimenProfile;
  const trust = value(openChipTrust({ folder, keys, profile, clock, digest: systemDigest, random: systemRandom }));
  const ports = { digest: systemDigest, documentSigner: trust.documentSigner, keyDeriver: specimenTransportMaster };
  const inputWith = (photoBytes: number): ChipInput => ({
    owner: { id: jobIdSchema.parse('0123456789abcdef0123456789abcdef'), attempt: 1 },
    person: {
      latinName: 'ZHENGJIAN, YANGBEN',
      chineseName: '证件样本',
      sex: 'F',
      birthDate: '1981-08-03',
      nationality: 'CAN',
      passport: { number: 'SAMPLE01', issuingState: 'CAN', expiresOn: '2030-01-01' },
    },
    card: cardDataSchema.parse({
      number: '911124198108030024',
      renewalCount: 1,
      validFrom: '2023-09-15',
      validUntil: '2033-09-14',
      relation: '000',
    }),
    photo: picture(photoBytes),
    profile,
    signedAt: clock.now(),
  });
  const empty = value(buildChipImage(inputWith(1000), ports));
  const full = inputWith(1000 + CARD_BYTES - bytesOf(empty));
  const image = value(buildChipImage(full, ports));
  return { image, options: optionsFor(image, full), build: () => buildChipImage(full, ports) };
}

/** A JPEG as far as a frame header says so; nothing here looks at the picture. */
function picture(bytes: number): Uint8Array {
  const head = [0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0x02, 0x80, 0x01, 0xe0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  return Uint8Array.from({ length: bytes }, (_, index) => head[index] ?? (index * 31) % 251);
}

function optionsFor(image: ChipImage, { owner }: ChipInput): PersonaliseOptions {
  return {
    secrets: value(chipSecrets(image, owner, specimenTransportMaster)),
    transportKeys: (serial) => transportKeys(specimenTransportMaster, serial),
    // The same challenge every time: with a fresh card it makes the same session, so that its bytes can be sent again.
    random: (count) => new Uint8Array(count).fill(0x5a),
    beforeGroup: () => ok(undefined),
    expectedChipSerial: null,
    onProgress: () => undefined,
    onBound: () => ok(undefined),
    shouldStop: () => ok(undefined),
  };
}

async function traffic({ image, options }: Chip): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const isShort of [false, true]) {
    const writer = memoryWriter(SERIAL, isShort);
    const counted = counting(writer);
    await personaliseOrThrow(counted.writer, image, options);
    const least = leastTraffic(image, options.secrets, isShort);
    const length = isShort ? 'short' : 'extended';
    const { commands, bytes } = counted.traffic();
    figures.push(
      {
        name: `commands, ${length} length (${commands} sent, ${least.commands} needed)`,
        value: commands / least.commands,
        unit: 'x',
        atMost: 1,
      },
      {
        name: `bytes, ${length} length (${bytes} sent, ${least.bytes} needed)`,
        value: bytes / least.bytes,
        unit: 'x',
        atMost: MOST_BYTES,
      },
    );
  }
  return figures;
}

function counting(writer: ChipWriter): { readonly writer: ChipWriter; traffic(): Traffic } {
  let commands = 0;
  let bytes = 0;
  return {
    traffic: () => ({ commands, bytes }),
    writer: {
      ...writer,
      async transmit(command) {
        const answer = await writer.transmit(command);
        commands += 1;
        bytes += command.length + (answer.ok ? answer.value.length : 0);
        return answer;
      },
    },
  };
}

async function building({ build }: Chip, rounds: number): Promise<readonly Figure[]> {
  const medians = await mediansMs({ files: () => value(build()) }, rounds);
  return [
    { name: 'building all files, security object signed', value: medians.files, unit: 'ms', atMost: MOST_BUILD_MS },
  ];
}

/** The engine and the bare loop take turns, each with a card fresh from its maker. */
async function speed({ image, options }: Chip, rounds: number): Promise<readonly Figure[]> {
  if (!hasPcscService()) throw new Error('pcscd with vpcd is not installed');
  const service = await startPcscService();
  try {
    const engine: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const sent: Uint8Array[] = [];
      engine.push(await withCard(`engine-${round}`, () => engineOnce(image, options, sent)));
      bare.push(await withCard(`bare-${round}`, () => bareOnce(sent)));
    }
    const [whole, loop] = [median(engine), median(bare)];
    return [
      { name: `personalising ${bytesOf(image)} bytes over PC/SC`, value: whole, unit: 'ms' },
      { name: 'a bare loop of the same commands', value: loop, unit: 'ms' },
      { name: 'personalising to the bare loop', value: whole / loop, unit: 'x', atMost: MOST_TIMES_BARE },
    ];
  } finally {
    await service.stop();
  }
}

async function withCard(name: string, work: () => Promise<void>): Promise<number> {
  const card = spawn(process.execPath, [process.argv[1] ?? '', '--card', join(folder, `${name}.json`)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    if (card.stdout === null) throw new Error('no standard output');
    for await (const line of createInterface({ input: card.stdout })) if (line === 'inserted') break;
    await hasCard(true);
    const startedAt = performance.now();
    await work();
    return performance.now() - startedAt;
  } finally {
    await ended(card);
    await hasCard(false);
  }
}

async function hasCard(wanted: boolean): Promise<void> {
  await until('the card', async () => {
    const readers = await listReaders();
    return readers.ok && readers.value.some((reader) => reader.name === READER && reader.hasCard === wanted);
  });
}

async function ended(card: ChildProcess): Promise<void> {
  const gone = once(card, 'exit');
  card.kill('SIGTERM');
  await gone;
}

async function engineOnce(image: ChipImage, options: PersonaliseOptions, sent: Uint8Array[]): Promise<void> {
  const writer = createPcscWriter({ reader: READER });
  const recording: ChipWriter = {
    ...writer,
    transmit(command) {
      sent.push(command);
      return writer.transmit(command);
    },
  };
  await personaliseOrThrow(recording, image, options);
}

/** As short as it can be written: connect, send, disconnect. */
async function bareOnce(commands: readonly Uint8Array[]): Promise<void> {
  const library = value(await loadPcsc());
  const context = value(openContext(library));
  const reader = context.listReaders().find(({ name }) => name === READER);
  if (reader === undefined) throw new Error('no reader');
  const card = await reader.connect(library.SCARD_SHARE_EXCLUSIVE, library.SCARD_PROTOCOL_T1);
  for (const command of commands) {
    const answer = await card.transmit(Buffer.from(command), { maxRecvLength: 65_538 });
    if (answer.at(-2) !== 0x90) throw new Error(`the card answered ${answer.subarray(-2).toString('hex')}`);
  }
  card.disconnect(library.SCARD_UNPOWER_CARD);
  context.close();
}

/** The other end: this program once more, as a card in the virtual reader until it is ended. */
function holdCard(path: string): void {
  const placed = { path, serial: SERIAL, access: 'guarded' } as const;
  insertCard(
    createCardSlot(placed, placed),
    { host: '127.0.0.1', port: PORT },
    {
      onState: (state) => console.log(state),
      onFailure: (failure) => {
        throw new Error(failure.kind);
      },
    },
  );
}

async function personaliseOrThrow(writer: ChipWriter, image: ChipImage, options: PersonaliseOptions): Promise<void> {
  const outcome = await personalise(writer, image, options);
  if (outcome.kind !== 'encoded') throw new Error(JSON.stringify(outcome));
}

function bytesOf({ files }: ChipImage): number {
  return files.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
