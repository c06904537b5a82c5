/** One application of a card under the issuer's channel: its files written and read back, then its keys loaded. */

import { error, ok, type AppError, type Result } from '../../../shared/result.ts';
import { bytesEqual } from './bytes.ts';
import {
  createFile,
  enterApplication,
  putSecret,
  readFile,
  selectFile,
  sizeOf,
  updateBinary,
  type LifeCycle,
} from './card-commands.ts';
import type { Answer, Channel, CommandFailure } from './channel.ts';
import type { ChipApplication, ChipFile, ChipSecret } from './chip.ts';
import type { PersonalisationProfile } from './personalisation-profile.ts';

export type States = Map<ChipApplication, LifeCycle>;

export interface ApplicationWork<Stop> {
  readonly channel: Channel;
  readonly profile: PersonalisationProfile;
  readonly application: ChipApplication;
  readonly state: LifeCycle;
  /** True where an earlier round or run may have written: what is there is read before anything is written. */
  readonly wasWritten: boolean;
  readonly files: readonly ChipFile[];
  readonly secrets: readonly ChipSecret[];
  readonly progress: { write(bytes: number): void; readBack(bytes: number): void };
  /** Null, or why to stop here. */
  beforeFile(): Stop | null;
  /** Called before each command that changes the card, not after it: an unanswered one may have been carried out. */
  beforeWrite(): void;
}

/** Why the work ended early: asked to, by a command that brought nothing, or by what the card holds. */
export type WorkEnd<Stop> =
  | { readonly kind: 'stop'; readonly round: Stop }
  | { readonly kind: 'command'; readonly failure: CommandFailure }
  | { readonly kind: 'card'; readonly error: AppError };

type Done<Stop> = Result<void, WorkEnd<Stop>>;

/** A locked application is only read: complete and right is done, anything else is `chip.lockedIncomplete`. */
export async function writeApplication<Stop>(work: ApplicationWork<Stop>): Promise<Done<Stop>> {
  const entered = await enterApplication(work.channel, work.profile, work.application);
  if (!entered.ok) return command(entered.error);
  const written: ChipFile[] = [];
  for (const file of work.files) {
    const stop = work.beforeFile();
    if (stop !== null) return { ok: false, error: { kind: 'stop', round: stop } };
    const brought = await bring(work, file);
    if (!brought.ok) return brought;
    if (brought.value === 'written') written.push(file);
    else work.progress.readBack(file.bytes.length);
  }
  const verified = await readBack(work, written);
  return verified.ok && work.state !== 'operational' ? loadSecrets(work) : verified;
}

/** Brings one file onto the card; `written` where it is still to be read back. */
async function bring<Stop>(
  work: ApplicationWork<Stop>,
  file: ChipFile,
): Promise<Result<'written' | 'was there', WorkEnd<Stop>>> {
  const onCard = work.wasWritten && work.state !== 'blank' ? await stateOfFile(work.channel, file) : ok('absent');
  if (!onCard.ok) return command(onCard.error);
  if (onCard.value === 'same') {
    work.progress.write(file.bytes.length);
    return ok('was there');
  }
  if (work.state === 'operational') return card(error('chip.lockedIncomplete', { file: file.name }));
  // A file cannot be made anew in another size: this card began as another one's.
  if (onCard.value === 'otherSize') return card(error('chip.readBackDiffers', { file: file.name }));
  const wrote = await writeFile(work, file, onCard.value === 'absent');
  return wrote.ok ? ok('written') : command(wrote.error);
}

/** SELECT makes the file current, so that it can be written where it differs. */
async function stateOfFile(
  channel: Channel,
  file: ChipFile,
): Promise<Answer<'absent' | 'same' | 'differs' | 'otherSize'>> {
  const facts = await selectFile(channel, file.fileId);
  if (!facts.ok) return facts;
  if (facts.value === null) return ok('absent');
  if (facts.value.size !== sizeOf(file)) return ok('otherSize');
  const bytes = await readFile(channel, file, file.bytes.length);
  if (!bytes.ok) return bytes;
  return ok(bytes.value !== null && bytesEqual(bytes.value, file.bytes) ? 'same' : 'differs');
}

async function writeFile<Stop>(work: ApplicationWork<Stop>, file: ChipFile, isNew: boolean): Promise<Answer<void>> {
  const { channel, progress } = work;
  work.beforeWrite();
  if (isNew) {
    const created = await createFile(channel, file);
    if (!created.ok) return created;
  }
  for (let offset = 0; offset < file.bytes.length; offset += channel.limits.commandData) {
    const block = file.bytes.subarray(offset, offset + channel.limits.commandData);
    const updated = await updateBinary(channel, offset, block);
    if (!updated.ok) return updated;
    progress.write(block.length);
  }
  return ok(undefined);
}

/** What this round wrote, byte for byte. */
async function readBack<Stop>(work: ApplicationWork<Stop>, written: readonly ChipFile[]): Promise<Done<Stop>> {
  for (const file of written) {
    const bytes = await readFile(work.channel, file, file.bytes.length);
    if (!bytes.ok) return command(bytes.error);
    if (bytes.value === null || !bytesEqual(bytes.value, file.bytes))
      return card(error('chip.readBackDiffers', { file: file.name }));
    work.progress.readBack(file.bytes.length);
  }
  return ok(undefined);
}

/** No command tells whether a key is there, so an unlocked application is given its keys again in every round. */
async function loadSecrets<Stop>(work: ApplicationWork<Stop>): Promise<Done<Stop>> {
  for (const secret of work.secrets) {
    work.beforeWrite();
    const loaded = await putSecret(work.channel, secret);
    if (!loaded.ok) return command(loaded.error);
  }
  return ok(undefined);
}

function command(failure: CommandFailure): { readonly ok: false; readonly error: WorkEnd<never> } {
  return { ok: false, error: { kind: 'command', failure } };
}

function card(reason: AppError): { readonly ok: false; readonly error: WorkEnd<never> } {
  return { ok: false, error: { kind: 'card', error: reason } };
}
