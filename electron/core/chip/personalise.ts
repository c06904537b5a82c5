/**
 * The personalisation engine: binds the card, authenticates, writes its files, reads every byte back, loads its keys and
 * locks it last. A run is one or more rounds over the same card: each round reads what is there before it writes, so
 * after a lost answer the next round goes on where the card really is, and never repeats a command blindly.
 */

import { error, type AppError } from '../../../shared/result.ts';
import type { ChipWriter } from '../ports.ts';
import { bytesEqual } from './bytes.ts';
import { connect, lockApplication, enterApplication, selectApplication, type Contact } from './card-commands.ts';
import type { Answer, Channel, CommandFailure } from './channel.ts';
import type { ChipApplication, ChipImage, CommandGroup, PersonaliseOptions, PersonaliseOutcome } from './chip.ts';
import { defaultProfile, type PersonalisationProfile } from './personalisation-profile.ts';
import { openScp03 } from './scp03/host.ts';
import { writeApplication, type States } from './write-application.ts';

/** What one round ended with: the outcome of the run, or a lost answer after which another round may go on. */
type Round = PersonaliseOutcome | { readonly kind: 'torn'; readonly error: AppError };

/** Who this run has to do with; every later round must meet the same card. */
type Bound = Pick<Contact, 'atr' | 'chipSerial'>;

interface Run {
  readonly writer: ChipWriter;
  readonly image: ChipImage;
  readonly options: PersonaliseOptions;
  readonly profile: PersonalisationProfile;
  bound: Bound | null;
  /** True from the moment before the first command that changes the card. */
  hasWritten: boolean;
  /** What is on record already; a later round goes on within it. */
  readonly recorded: Set<CommandGroup>;
}

const CHALLENGE_BYTES = 8;

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
  const run: Run = { writer, image, options, profile, bound: null, hasWritten: false, recorded: new Set() };
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
  const contact = await meet(run);
  if (!contact.ok) return contact.error;
  const states = await bind(run, contact.value);
  if (!(states instanceof Map)) return states;
  if (wasWritten) {
    const stop = stopAsked(run, states);
    if (stop !== null) return stop;
  }
  const channel = await authenticate(run, contact.value);
  if (!channel.ok) return channel.error;
  const written = await writeAll(run, channel.value, states, wasWritten);
  return written ?? lock(run, channel.value, states);
}

type Met<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Round };

/** First contact, or contact again: is it the card of this run? */
async function meet(run: Run): Promise<Met<Contact>> {
  run.options.onProgress({ step: 'bind', done: 0, total: 1, unit: 'checks' });
  const contact = await connect(run.writer, run.profile);
  if (!contact.ok) return { ok: false, error: ended(run, contact.error) };
  const { chipSerial: found, atr } = contact.value;
  const expected = run.bound?.chipSerial ?? run.options.expectedChipSerial;
  const isOther = expected !== null && found !== expected;
  if (isOther || (run.bound !== null && !bytesEqual(atr, run.bound.atr)))
    return { ok: false, error: unusable(run, error('chip.otherCard', { expected: expected ?? '', found })) };
  return contact;
}

/** In what state is it, and may it be written? Nothing is written here. */
async function bind(run: Run, { chipSerial, atr, channel }: Contact): Promise<States | Round> {
  const states = await readStates(run, channel);
  if (!(states instanceof Map)) return states;
  const isFresh = [...states.values()].every((state) => state === 'blank');
  const isKnown = run.bound !== null || run.options.expectedChipSerial !== null;
  if (!isKnown && !isFresh) return unusable(run, error('chip.used', { serial: chipSerial }));
  if (run.bound === null) {
    const agreed = run.options.onBound(chipSerial);
    if (!agreed.ok) return { kind: 'refused', error: agreed.error };
    run.bound = { chipSerial, atr };
  }
  run.options.onProgress({ step: 'bind', done: 1, total: 1, unit: 'checks' });
  return states;
}

async function readStates(run: Run, channel: Channel): Promise<States | Round> {
  const states: States = new Map();
  for (const application of run.profile.lockOrder) {
    const state = await selectApplication(channel, run.profile, application);
    if (!state.ok) return ended(run, state.error);
    if (state.value === null) return unusable(run, error('chip.foreign', { problem: application }));
    states.set(application, state.value);
  }
  return states;
}

/** The transport key is tried once in a round, and a key that was refused ends the run: the card counts. */
async function authenticate(run: Run, contact: Contact): Promise<Met<Channel>> {
  const keys = run.options.transportKeys(contact.chipSerial);
  if (!keys.ok) return { ok: false, error: withoutVerdict(run, keys.error) };
  const recorded = announce(run, 'authenticate');
  if (recorded !== null) return { ok: false, error: recorded };
  const challenge = run.options.random(CHALLENGE_BYTES);
  const opened = await openScp03(contact.channel, keys.value, run.profile.securityLevel, challenge);
  if (opened.ok) return opened;
  const { kind, error: reason } = opened.error;
  if (kind === 'answered' && reason.kind === 'chip.transportKey')
    return { ok: false, error: withoutVerdict(run, reason) };
  return { ok: false, error: ended(run, opened.error) };
}

/** Null where every file of the image is on the card as it should be, and every key in it. */
async function writeAll(run: Run, channel: Channel, states: States, wasWritten: boolean): Promise<Round | null> {
  const progress = { write: countBytes(run, 'write'), readBack: countBytes(run, 'readBack') };
  for (const application of run.profile.writeOrder) {
    const recorded = announce(run, `write.${application}`);
    if (recorded !== null) return recorded;
    const written = await writeApplication({
      channel,
      profile: run.profile,
      application,
      state: states.get(application) ?? 'blank',
      wasWritten,
      files: run.image.files.filter((file) => file.application === application),
      secrets: run.options.secrets.filter((secret) => secret.application === application),
      progress,
      beforeFile: () => (wasWritten || run.hasWritten ? stopAsked(run, states) : null),
      beforeWrite: () => {
        run.hasWritten = true;
      },
    });
    if (written.ok) continue;
    if (written.error.kind === 'stop') return written.error.round;
    return written.error.kind === 'command' ? ended(run, written.error.failure) : unusable(run, written.error.error);
  }
  return null;
}

/** Only a card whose every file was just read back right comes here. */
async function lock(run: Run, channel: Channel, states: States): Promise<Round> {
  const open = run.profile.lockOrder.filter((application) => states.get(application) !== 'operational');
  const stop = stopAsked(run, states) ?? (open.length === 0 ? null : announce(run, 'lock'));
  if (stop !== null) return stop;
  let current = run.profile.writeOrder.at(-1) ?? null;
  for (const [index, application] of open.entries()) {
    run.options.onProgress({ step: 'lock', done: index, total: open.length, unit: 'checks' });
    const locked = await lockOne(run, channel, application, current);
    if (!locked.ok) return ended(run, locked.error);
    current = application;
  }
  run.options.onProgress({ step: 'lock', done: open.length, total: open.length, unit: 'checks' });
  if (run.bound === null) throw new Error('locked a card that was never bound');
  return { kind: 'encoded', chipSerial: run.bound.chipSerial };
}

async function lockOne(
  run: Run,
  channel: Channel,
  application: ChipApplication,
  current: ChipApplication | null,
): Promise<Answer<void>> {
  if (application !== current) {
    const entered = await enterApplication(channel, run.profile, application);
    if (!entered.ok) return entered;
  }
  run.hasWritten = true;
  return lockApplication(channel);
}

/** A group goes on record once in a run; a later round goes on within what is recorded. */
function announce(run: Run, group: CommandGroup): Round | null {
  if (run.recorded.has(group)) return null;
  const recorded = run.options.beforeGroup(group);
  if (!recorded.ok) return withoutVerdict(run, recorded.error);
  run.recorded.add(group);
  return null;
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
  return { kind: mayBeWritten(run) ? 'failed' : 'refused', error: reason };
}

/** Nothing speaks against the card itself, so one that may be half written waits for somebody to look at it. */
function withoutVerdict(run: Run, reason: AppError): Round {
  return { kind: mayBeWritten(run) ? 'unknown' : 'refused', error: reason };
}

function mayBeWritten(run: Run): boolean {
  return run.hasWritten || (run.options.expectedChipSerial !== null && run.bound !== null);
}

function countBytes(run: Run, step: 'write' | 'readBack'): (bytes: number) => void {
  const total = run.image.files.reduce((sum, file) => sum + file.bytes.length, 0);
  let sent = 0;
  return (bytes) => {
    sent += bytes;
    run.options.onProgress({ step, done: sent, total, unit: 'bytes' });
  };
}
