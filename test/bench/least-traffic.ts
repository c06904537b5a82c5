/**
 * The least that a card needs to be told: counted from the files, from ISO/IEC 7816-4 section 5 and from Amendment D of the
 * GlobalPlatform Card Specification, without asking the engine.
 */

import type { ChipImage, ChipSecret } from '../../electron/core/chip/chip.ts';

export interface Traffic {
  readonly commands: number;
  /** Both ways, status words and length fields counted in. */
  readonly bytes: number;
}

/** Data of one command and of its answer. */
interface Exchange {
  readonly data: number;
  readonly answer: number;
}

const MAC = 8;
const BLOCK = 16;
/** EF.ATR/INFO of the image: 32,767 bytes each way, all of the command and of the answer counted. */
const ROOM = { extended: { data: 32_758, answer: 32_765 }, short: { data: 255, answer: 256 } } as const;
/** The names of both applications and the identifier of the master file. */
const NAMES = { emrtd: 7, service: 10, master: 2 } as const;

export function leastTraffic(image: ChipImage, secrets: readonly ChipSecret[], isShort: boolean): Traffic {
  const room = isShort ? ROOM.short : ROOM.extended;
  const names = Object.values(NAMES);
  const plain: readonly Exchange[] = [
    // Production data: tag, length, 42 bytes.
    { data: 0, answer: 45 },
    // The state of each application: 62, its name or identifier, the life cycle.
    ...names.map((name) => ({ data: name, answer: 2 + 2 + name + 3 })),
    // INITIALIZE UPDATE: with a counter in the answer.
    { data: 8, answer: 32 },
  ];
  const guarded: readonly Exchange[] = [
    // Each application is entered to be written; the last one is then locked first, the others are entered again.
    ...[...names, NAMES.service, NAMES.emrtd].map((name) => ({ data: name, answer: 0 })),
    // CREATE FILE.
    ...image.files.map(() => ({ data: 6, answer: 0 })),
    ...image.files.flatMap(({ bytes }) => cut(bytes.length, roomFor(room.data)).map((data) => ({ data, answer: 0 }))),
    ...image.files.flatMap(({ bytes }) =>
      cut(bytes.length, roomFor(room.answer)).map((answer) => ({ data: 0, answer })),
    ),
    ...secrets.map(({ bytes }) => ({ data: bytes.length, answer: 0 })),
    ...names.map(() => ({ data: 0, answer: 0 })),
  ];
  const externalAuthenticate = 4 + 1 + 2 * MAC + 2;
  const bytes =
    sum(plain.map(onTheWire)) +
    externalAuthenticate +
    sum(guarded.map((exchange) => onTheWire(underProtection(exchange))));
  return { commands: plain.length + 1 + guarded.length, bytes };
}

/** Padded to whole blocks with at least one byte, and a MAC behind it. */
function underProtection({ data, answer }: Exchange): Exchange {
  const length = (plain: number): number => (plain === 0 ? 0 : (Math.floor(plain / BLOCK) + 1) * BLOCK) + MAC;
  return { data: length(data), answer: length(answer) };
}

/** The most that fits with padding and MAC. */
function roomFor(room: number): number {
  return Math.floor((room - MAC) / BLOCK) * BLOCK - 1;
}

/** Header, length fields as short as they can be, data, answer, status word. */
function onTheWire({ data, answer }: Exchange): number {
  const isExtended = data > 255 || answer > 256;
  const lengths = isExtended ? 1 + (data > 0 ? 2 : 0) + 2 : (data > 0 ? 1 : 0) + 1;
  return 4 + lengths + data + answer + 2;
}

function cut(length: number, part: number): readonly number[] {
  return Array.from({ length: Math.ceil(length / part) }, (_, index) => Math.min(part, length - index * part));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
