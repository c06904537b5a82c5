/**
 * Is the writer sound? Random bytes are written to a test card under SCP03 and read back. A test card is a blank that was
 * taken for that purpose and never becomes anybody's; no other card is written to.
 */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { jobIdSchema, type ChipSerial } from '../../../shared/model/ids.ts';
import type { Blank } from '../../../shared/model/stock.ts';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { bytesEqual } from '../chip/bytes.ts';
import {
  connect,
  createFile,
  enterApplication,
  readFile,
  selectApplication,
  selectFile,
  updateBinary,
  type Contact,
} from '../chip/card-commands.ts';
import type { Answer, Channel } from '../chip/channel.ts';
import { defaultProfile } from '../chip/personalisation-profile.ts';
import { openScp03 } from '../chip/scp03/host.ts';
import { transportKeys } from '../chip/transport-keys.ts';
import type { IssueContext } from '../issue/context.ts';
import { transportMaster } from '../issue/transport-master.ts';
import type { Reader, Transaction } from '../ports.ts';
import { nextBlank } from '../stock/blank-state.ts';
import { mayBeTaken } from '../stock/sealed-box.ts';

type SelfTestContext = Pick<
  IssueContext,
  'store' | 'actor' | 'clock' | 'random' | 'profile' | 'keyDeriver' | 'writer' | 'training' | 'devices'
>;
type Input = ParsedInput<'device.selfTest'>;
type Output = CallOutput<'device.selfTest'>;

const CHALLENGE_BYTES = 8;
/** In the service application, beside files that every card has; a test card has this one only. */
const testFile = { application: 'service', fileId: 0x0003, name: 'EF.TEST' } as const;
const TEST_BYTES = 4096;
/** Several commands: a contact that fails now and then is to show. */
const BLOCK_BYTES = 512;

/**
 * Tests the writer with the card of that blank, which must lie in it. `takes`: a blank of a box or of the tray becomes a
 * test card, for good. Fails with `stock.*` or `selfTest.*` where the card may not be written to, and with whatever the
 * writer or the chip fails with: that is the finding.
 */
export async function selfTest(input: Input, context: SelfTestContext): Promise<Result<Output>> {
  const permitted = requirePermission(context.actor, 'device.selfTest');
  if (!permitted.ok) return permitted;
  // No job is under way; the devices are held under a number that is nobody's.
  return context.devices.run(jobIdSchema.parse(context.random.id()), async () => {
    const blank = context.store.commit(context.actor, (tx) => begin(tx, input, context));
    if (!blank.ok) return blank;
    const tested = await testWith(blank.value, context);
    const recorded = context.store.commit(context.actor, (tx) => {
      const subject = { kind: 'blank', id: input.blank } as const;
      const outcome = tested.ok ? 'ok' : 'failed';
      const detail = tested.ok ? chipOf(tx, input) : { error: tested.error.kind };
      tx.audit({ action: 'device.selfTest', subject, outcome, detail });
      return ok(undefined);
    });
    return recorded.ok ? tested : recorded;
  });
}

/** Before the device is touched: the blank is a test card from here on, and the test is on record. */
function begin(tx: Transaction, { blank: serial, takes }: Input, context: SelfTestContext): Result<Blank> {
  const subject = { kind: 'blank', id: serial } as const;
  const blank = tx.blank(serial);
  if (blank === undefined) return fail('notFound', { what: serial });
  tx.audit({ action: 'device.selfTest', subject, outcome: 'begun', detail: {} });
  if (blank.place === 'test') return ok(blank);
  if (!takes) return fail('selfTest.notTestCard', { blank: serial, place: blank.place });
  const place = nextBlank(blank.place, 'takenForTest');
  if (!place.ok) return place;
  const open = mayBeTaken(tx, [blank]);
  if (!open.ok) return open;
  const at = context.clock.now();
  const taken: Blank = { ...blank, place: place.value, updatedAt: at.toISOString() };
  tx.moveBlanks({ act: 'takenForTest', at }, [taken]);
  tx.audit({ action: 'blank.takenForTest', subject, outcome: 'ok', detail: { place: blank.place } });
  return ok(taken);
}

/** The card that was tested is the one that its blank is bound to. */
function chipOf(reader: Reader, { blank }: Input): { readonly chipSerial?: string } {
  const chipSerial = reader.blank(blank)?.chipSerial ?? null;
  return chipSerial === null ? {} : { chipSerial };
}

async function testWith(blank: Blank, context: SelfTestContext): Promise<Result<Output>> {
  context.training?.placeBlank(blank.serial);
  const opened = await context.writer.open();
  if (!opened.ok) return opened;
  try {
    const contact = await connect(context.writer);
    if (!contact.ok) return reasonOf(contact);
    const isTestCard = await checkCard(blank, contact.value, context);
    return isTestCard.ok ? await writeAndRead(contact.value, context) : isTestCard;
  } finally {
    await context.writer.powerOff();
    await context.writer.close();
  }
}

/** The chip of that blank and no other; a chip that was never met must be as it left its maker. */
async function checkCard(blank: Blank, contact: Contact, context: SelfTestContext): Promise<Result<void>> {
  const { chipSerial, channel } = contact;
  const { chipSerial: bound } = blank;
  if (bound !== null && bound !== chipSerial)
    return fail('stock.otherChip', { blank: blank.serial, expected: bound, found: chipSerial });
  for (const application of defaultProfile.lockOrder) {
    const state = await selectApplication(channel, defaultProfile, application);
    if (!state.ok) return reasonOf(state);
    if (state.value === null) return fail('chip.foreign', { problem: application });
    if (state.value === 'operational') return fail('selfTest.finishedCard', {});
    if (bound === null && state.value !== 'blank') return fail('chip.used', { serial: chipSerial });
  }
  return bound === null ? bind(blank, chipSerial, context) : ok(undefined);
}

function bind(blank: Blank, chipSerial: ChipSerial, context: SelfTestContext): Result<void> {
  return context.store.commit(context.actor, (tx) => {
    const other = tx.blankOfChip(chipSerial);
    if (other !== undefined) return fail('stock.chipTaken', { blank: other.serial, chip: chipSerial });
    tx.bindChip(blank.serial, chipSerial, context.clock.now());
    const subject = { kind: 'blank', id: blank.serial } as const;
    tx.audit({ action: 'blank.bound', subject, outcome: 'ok', detail: { chipSerial } });
    return ok(undefined);
  });
}

async function writeAndRead(contact: Contact, context: SelfTestContext): Promise<Result<Output>> {
  const keys = transportKeys(transportMaster(context), contact.chipSerial);
  if (!keys.ok) return keys;
  const challenge = context.random.bytes(CHALLENGE_BYTES);
  const channel = await openScp03(contact.channel, keys.value, defaultProfile.securityLevel, challenge);
  if (!channel.ok) return reasonOf(channel);
  const pattern = context.random.bytes(TEST_BYTES);
  const began = context.clock.now().getTime();
  const written = await write(channel.value, pattern);
  if (!written.ok) return reasonOf(written);
  const between = context.clock.now().getTime();
  const read = await readFile(channel.value, testFile, TEST_BYTES);
  if (!read.ok) return reasonOf(read);
  if (read.value === null || !bytesEqual(read.value, pattern))
    return fail('chip.readBackDiffers', { file: testFile.name });
  const writeMs = Math.max(0, between - began);
  return ok({ bytes: TEST_BYTES, writeMs, readMs: Math.max(0, context.clock.now().getTime() - between) });
}

async function write(channel: Channel, pattern: Uint8Array): Promise<Answer<void>> {
  const entered = await enterApplication(channel, defaultProfile, testFile.application);
  if (!entered.ok) return entered;
  const found = await selectFile(channel, testFile.fileId);
  if (!found.ok) return found;
  const created = found.value === null ? await createFile(channel, { ...testFile, bytes: pattern }) : ok(undefined);
  if (!created.ok) return created;
  const length = Math.min(BLOCK_BYTES, channel.limits.commandData);
  for (let offset = 0; offset < pattern.length; offset += length) {
    const block = pattern.subarray(offset, offset + length);
    const updated = await updateBinary(channel, offset, block);
    if (!updated.ok) return updated;
  }
  return ok(undefined);
}

function reasonOf(answer: { readonly ok: false; readonly error: { readonly error: AppError } }): Result<never> {
  return { ok: false, error: answer.error.error };
}
