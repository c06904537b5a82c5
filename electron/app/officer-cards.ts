/**
 * Where officers' cards are put in: a PC/SC reader that is not the writer of residents' cards, spoken to by a process of
 * its own that lives for one attempt (docs/adr/0107).
 */

import { error, fail, ok, type AppError, type Result } from '../../shared/result.ts';
import type { RemoteWriter } from '../adapters/writer/child/remote-writer.ts';
import type { PcscReader } from '../adapters/writer/pcsc/readers.ts';
import type { Transmit } from '../core/officer-card/piv.ts';
import type { OfficerCards } from '../core/officer-card/proof.ts';
import { openRealWriter } from './real-writer.ts';
import type { WriterChoice } from './writer-choice.ts';

interface OfficerCardOptions {
  /** Where `build/` lies. */
  readonly root: string;
  /** What writes residents' cards here. */
  readonly writer: WriterChoice;
  /** The reader that the preferences name now, or a part of its name; null for any. */
  readonly reader: () => string | null;
}

export function openOfficerCards({ root, writer, reader }: OfficerCardOptions): OfficerCards {
  const inLine = createLine();
  const open = (name: string): RemoteWriter => openRealWriter({ kind: 'pcsc', reader: name }, { root, models: [] });
  async function found(): Promise<Result<readonly PcscReader[]>> {
    const driver = open('');
    const answer = await driver.readers();
    driver.stop();
    return answer.ok ? answer : fail('officerCard.noReader', { reason: reasonOf(answer.error) });
  }
  return {
    present: () =>
      inLine(async () => {
        const all = await found();
        return all.ok ? ok(all.value.filter((one) => !isWriter(one, writer)).map(({ name }) => name)) : all;
      }),
    readers: () =>
      inLine(async () => {
        const all = await found();
        return all.ok ? readersFor(all.value, writer, reader()) : all;
      }),
    inReader: (name, work) => inLine(() => withPower(open(name), work)),
  };
}

/** Those with a card in them. Fails with `officerCard.inWriter` and `officerCard.noReader`. */
export function readersFor(
  present: readonly PcscReader[],
  writer: WriterChoice,
  wanted: string | null,
): Result<readonly string[]> {
  const named = present.filter(({ name }) => wanted === null || isNamed(name, wanted));
  const allowed = named.filter((one) => !isWriter(one, writer));
  const [taken] = named;
  if (allowed.length === 0 && taken !== undefined && wanted !== null)
    return fail('officerCard.inWriter', { reader: taken.name });
  if (allowed.length === 0) return fail('officerCard.noReader', { reason: wanted ?? '-' });
  return ok(allowed.filter(({ hasCard }) => hasCard).map(({ name }) => name));
}

function isWriter({ name }: PcscReader, writer: WriterChoice): boolean {
  return writer.kind === 'pcsc' && isNamed(name, writer.reader);
}

/** As `findReader` understands a name, but wider: a reader that might be the writer is the writer. */
function isNamed(name: string, wanted: string): boolean {
  return name.toLowerCase().includes(wanted.toLowerCase());
}

async function withPower<T>(
  driver: RemoteWriter,
  work: (transmit: Transmit) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    const opened = await driver.open();
    if (!opened.ok) return failed(opened.error);
    const powered = await driver.powerOn();
    if (!powered.ok)
      return powered.error.kind === 'writer.noCard' ? fail('officerCard.absent', {}) : failed(powered.error);
    return await work((command) => driver.transmit(command));
  } finally {
    // Without power the card forgets that the PIN was given.
    await driver.powerOff();
    await driver.close();
    driver.stop();
  }
}

/** The writer's own words are about residents' cards. */
function failed(reason: AppError): Result<never> {
  return { ok: false, error: error('officerCard.failed', { problem: reasonOf(reason) }) };
}

function reasonOf({ kind, data }: AppError): string {
  return 'reason' in data ? data.reason : kind;
}

/** One after another: a reader holds one card, and a card one conversation. */
function createLine(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
