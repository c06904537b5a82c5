/**
 * The personalisation engine: binds the card, writes its files, reads every byte back, locks it last. A run is one or
 * more rounds over the same card: each round reads what is there before it writes, so after a lost answer the next
 * round goes on where the card really is, and never repeats a command blindly.
 */

import type { ChipSerial } from '../../../shared/model/ids.ts';
import { error, ok, type AppError } from '../../../shared/result.ts';
import type { ChipWriter } from '../ports.ts';
import { bytesEqual } from './bytes.ts';
import {
  connect,
  createFile,
  lockApplication,
  readBytes,
  selectApplication,
  selectFile,
  updateBinary,
  type Answer,
  type CommandFailure,
  type LifeCycle,
} from './card-commands.ts';
import type { ChipApplication, ChipFile, ChipImage, PersonaliseOptions, PersonaliseOutcome } from './chip.ts';
import { defaultProfile, type PersonalisationProfile } from './personalisation-profile.ts';

/** What one round ended with: the outcome of the run, or a lost answer after which another round may go on. */
type Round = PersonaliseOutcome | { readonly kind: 'torn'; readonly error: AppError };

interface Run {
  readonly writer: ChipWriter;
  readonly image: ChipImage;
  readonly options: PersonaliseOptions;
  readonly profile: PersonalisationProfile;
  /** Set once the card of this run is known; every later round must meet the same one. */
  bound: ChipSerial | null;
  /** True from the moment before the first command that changes the card. */
  hasWritten: boolean;
}

type States = Map<ChipApplication, LifeCycle>;

/**
 * Writes the image to the card under the writer and locks it. Opens and closes the writer itself. Never throws for what
 * a card or a writer does; see `PersonaliseOutcome` for the ends.
 */
export async function personalise(
  writer: ChipWriter,
  image: ChipImage,
  options: PersonaliseOptions,
  profile: PersonalisationProfile = defaultProfile,
): Promise<PersonaliseOutcome> {
  const run: Run = { writer, image, options, profile, bound: null, hasWritten: false };
  const opened = await writer.open();
  if (!opened.ok) return { kind: 'refused', error: opened.error };
  try {
    return await rounds(run);
  } finally {
    await writer.powerOff();
    await writer.close();
  }
}

async function rounds(run: Run): Promise<PersonaliseOutcome> {
  let round = await oneRound(run);
  for (let again = 0; round.kind === 'torn' && again < run.profile.reconnects; again += 1) {
    await run.writer.powerOff();
    round = await oneRound(run);
  }
  if (round.kind !== 'torn') return round;
  if (!run.hasWritten) return { kind: 'refused', error: round.error };
  return { kind: 'unknown', error: error('chip.unknownOutcome', {}) };
}

async function oneRound(run: Run): Promise<Round> {
  const wasWritten = run.hasWritten || run.options.expectedChipSerial !== null;
  const states = await bind(run);
  if (!(states instanceof Map)) return states;
  const written = await writeFiles(run, states, wasWritten);
  if (!(written instanceof Set)) return written;
  const readBack = await readFilesBack(run, written);
  if (readBack !== null) return readBack;
  return lock(run, states);
}

/** First contact, or contact again: who is it, and in what state? Nothing is written here. */
async function bind(run: Run): Promise<States | Round> {
  run.options.onProgress({ step: 'bind', done: 0, total: 1, unit: 'checks' });
  const serial = await connect(run.writer);
  if (!serial.ok) return ended(run, serial.error);
  const expected = run.bound ?? run.options.expectedChipSerial;
  if (expected !== null && serial.value !== expected)
    return unusable(run, error('chip.otherCard', { expected, found: serial.value }));
  const states = await readStates(run);
  if (!(states instanceof Map)) return states;
  const isFresh = [...states.values()].every((state) => state === 'blank');
  if (expected === null && !isFresh) return unusable(run, error('chip.used', { serial: serial.value }));
  if (run.bound === null) {
    const agreed = run.options.onBound(serial.value);
    if (!agreed.ok) return { kind: 'refused', error: agreed.error };
    run.bound = serial.value;
  }
  run.options.onProgress({ step: 'bind', done: 1, total: 1, unit: 'checks' });
  return states;
}

async function readStates(run: Run): Promise<States | Round> {
  const states: States = new Map();
  for (const application of run.profile.lockOrder) {
    const state = await selectApplication(run.writer, run.profile, application);
    if (!state.ok) return ended(run, state.error);
    if (state.value === null) return unusable(run, error('chip.foreign', { problem: application }));
    states.set(application, state.value);
  }
  return states;
}

/** Brings every file onto the card; answers the ones that this round wrote and that are therefore still to be read back. */
async function writeFiles(run: Run, states: States, wasWritten: boolean): Promise<Set<ChipFile> | Round> {
  const written = new Set<ChipFile>();
  const progress = countBytes(run, 'write');
  let current: ChipApplication | null = null;
  for (const file of run.image.files) {
    const stop = wasWritten || run.hasWritten ? stopAsked(run, states) : null;
    if (stop !== null) return stop;
    if (file.application !== current) {
      const selected = await selectApplication(run.writer, run.profile, file.application);
      if (!selected.ok) return ended(run, selected.error);
      current = file.application;
    }
    const onCard = wasWritten ? await stateOfFile(run, file) : ok('absent');
    if (!onCard.ok) return ended(run, onCard.error);
    const isLocked = states.get(file.application) === 'operational';
    if (onCard.value === 'same') {
      progress(file.bytes.length);
      continue;
    }
    if (isLocked) return unusable(run, error('chip.lockedIncomplete', { file: file.name }));
    // A file cannot be made anew in another size: this card began as another one's.
    if (onCard.value === 'otherSize') return unusable(run, error('chip.readBackDiffers', { file: file.name }));
    const wrote = await writeFile(run, file, onCard.value === 'absent', progress);
    if (!wrote.ok) return ended(run, wrote.error);
    written.add(file);
  }
  return written;
}

async function stateOfFile(run: Run, file: ChipFile): Promise<Answer<'absent' | 'same' | 'differs' | 'otherSize'>> {
  const facts = await selectFile(run.writer, file.fileId);
  if (!facts.ok) return facts;
  if (facts.value === null) return ok('absent');
  if (facts.value.size !== file.bytes.length) return ok('otherSize');
  const bytes = await readBytes(run.writer, run.profile, 0, file.bytes.length);
  if (!bytes.ok) return bytes;
  return ok(bytesEqual(bytes.value, file.bytes) ? 'same' : 'differs');
}

async function writeFile(
  run: Run,
  file: ChipFile,
  isNew: boolean,
  progress: (bytes: number) => void,
): Promise<Answer<void>> {
  // Before the command, not after it: an unanswered command may have been carried out.
  run.hasWritten = true;
  if (isNew) {
    const created = await createFile(run.writer, file);
    if (!created.ok) return created;
  }
  for (let offset = 0; offset < file.bytes.length; offset += run.profile.writeBlock) {
    const block = file.bytes.subarray(offset, offset + run.profile.writeBlock);
    const updated = await updateBinary(run.writer, offset, block);
    if (!updated.ok) return updated;
    progress(block.length);
  }
  return ok(undefined);
}

/** Null when every file that this round wrote is on the card as it should be. */
async function readFilesBack(run: Run, written: ReadonlySet<ChipFile>): Promise<Round | null> {
  const progress = countBytes(run, 'readBack');
  let current: ChipApplication | null = null;
  for (const file of run.image.files) {
    if (written.has(file)) {
      const failure = await readFileBack(run, file, current);
      if (failure !== null) return failure;
      current = file.application;
    }
    progress(file.bytes.length);
  }
  return null;
}

async function readFileBack(run: Run, file: ChipFile, current: ChipApplication | null): Promise<Round | null> {
  if (file.application !== current) {
    const selected = await selectApplication(run.writer, run.profile, file.application);
    if (!selected.ok) return ended(run, selected.error);
  }
  const state = await stateOfFile(run, file);
  if (!state.ok) return ended(run, state.error);
  return state.value === 'same' ? null : unusable(run, error('chip.readBackDiffers', { file: file.name }));
}

/** Only a card whose every file was just read back right comes here. */
async function lock(run: Run, states: States): Promise<Round> {
  const open = run.profile.lockOrder.filter((application) => states.get(application) !== 'operational');
  const stop = stopAsked(run, states);
  if (stop !== null) return stop;
  for (const [index, application] of open.entries()) {
    run.options.onProgress({ step: 'lock', done: index, total: open.length, unit: 'checks' });
    const selected = await selectApplication(run.writer, run.profile, application);
    if (!selected.ok) return ended(run, selected.error);
    run.hasWritten = true;
    const locked = await lockApplication(run.writer);
    if (!locked.ok) return ended(run, locked.error);
  }
  run.options.onProgress({ step: 'lock', done: open.length, total: open.length, unit: 'checks' });
  if (run.bound === null) throw new Error('locked a card that was never bound');
  return { kind: 'encoded', chipSerial: run.bound };
}

/** A card with a locked application is past every safe point: what is left is to finish it or to find it wrong. */
function stopAsked(run: Run, states: States): Round | null {
  if ([...states.values()].includes('operational')) return null;
  const stop = run.options.shouldStop();
  return stop.ok ? null : { kind: 'stopped', error: stop.error };
}

/** A lost answer calls for another round; an answer that is a refusal ends the run. */
function ended(run: Run, failure: CommandFailure): Round {
  return failure.kind === 'unanswered' ? { kind: 'torn', error: failure.error } : unusable(run, failure.error);
}

/** Before anything was written the card is merely refused; afterwards it is spoiled. */
function unusable(run: Run, reason: AppError): Round {
  const resumed = run.options.expectedChipSerial !== null && run.bound !== null;
  return { kind: run.hasWritten || resumed ? 'failed' : 'refused', error: reason };
}

function countBytes(run: Run, step: 'write' | 'readBack'): (bytes: number) => void {
  const total = run.image.files.reduce((sum, file) => sum + file.bytes.length, 0);
  let sent = 0;
  return (bytes) => {
    sent += bytes;
    run.options.onProgress({ step, done: sent, total, unit: 'bytes' });
  };
}
