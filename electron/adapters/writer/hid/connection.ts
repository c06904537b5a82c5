/** The connection to one USB writer: found, opened, with a session, and known by its serial number. */

import { setTimeout as pause } from 'node:timers/promises';
import type { WriterModel } from '../../../../shared/model/profile.ts';
import { error, fail, ok, type AppError, type Result } from '../../../../shared/result.ts';
import { ask, greet, type Limits, type Said } from './conversation.ts';
import { openDevice, type Device, type Io } from './device.ts';
import { chooseWriter, listWriters, type PluggedWriter } from './discovery.ts';
import { createCcidFraming } from './framing/ccid-framing.ts';
import type { Framing, WriterRequest } from './framing/framing.ts';
import { createStxFraming } from './framing/stx-framing.ts';
import type { HidLibrary } from './library.ts';

export interface Link {
  readonly library: HidLibrary;
  readonly models: readonly WriterModel[];
  readonly random: (count: number) => Uint8Array;
  readonly limits: Limits;
  /** The serial number that this workstation is pinned to; from the first writer that was met, where none was given. */
  pinned: string | null;
  connected: Connected | null;
  /** A device that was given up, until the library has let go of it. */
  leaving: Promise<void> | null;
  /** The device that did not open when it was tried last. */
  refusedPath: string | null;
}

export interface Connected {
  readonly plugged: PluggedWriter;
  readonly device: Device;
  readonly framing: Framing;
  readonly firmware: string;
  hasSession: boolean;
  /** The card has had power since the session began. */
  isPowered: boolean;
}

/** What a writer is called before anything is known of it. */
export const NAME = 'USB';
const OPEN_TRIES = 5;
const OPEN_AGAIN_MS = 150;
/** Longer than the device is silent under a command. */
const LISTEN_MS = 1500;

/** Asks; what cannot be answered any more ends the session, and what failed below it the connection. */
export async function askFor(link: Link, connected: Connected, request: WriterRequest): Promise<Said> {
  const said = await ask(connected.device, connected.framing, link.limits, request);
  if (said.kind === 'lost') connected.hasSession = connected.isPowered = false;
  if (said.kind === 'gone') await disconnect(link);
  return said;
}

/** A device with a session: the one at hand, with a new session where it has none, or the one that is plugged in. */
export async function connect(link: Link): Promise<Result<Connected>> {
  const { connected } = link;
  if (connected?.hasSession === true) return ok(connected);
  if (connected !== null) {
    const failure = await greet(connected.device, connected.framing, link.limits, link.random);
    connected.hasSession = failure === null;
    if (failure === null) return ok(connected);
    await disconnect(link);
  }
  return connectAnew(link);
}

async function connectAnew(link: Link): Promise<Result<Connected>> {
  const { library, models, random } = link;
  if (link.leaving !== null) return { ok: false, error: notReady(link, 'a call has not come back') };
  const listed = await listWriters(library, models);
  if (!listed.ok) return listed;
  const chosen = chooseWriter(listed.value, link.pinned);
  if (!chosen.ok) return chosen;
  const device = await openPatiently(link, chosen.value.path);
  if (!device.ok) return { ok: false, error: openingError(link, chosen.value, device.reason) };
  const framing = chosen.value.model.framing === 'stx' ? createStxFraming() : createCcidFraming();
  const failure = await greet(device.value, framing, link.limits, random);
  const identity = failure === null ? await identify(device.value, framing, link.limits) : failure.reason;
  if (typeof identity === 'string') {
    await leave(link, device.value);
    return fail('writer.notReady', { writer: nameOf(chosen.value), reason: identity });
  }
  if (identity.serial !== chosen.value.serial) {
    await leave(link, device.value);
    return fail('writer.otherSerial', { expected: chosen.value.serial, found: identity.serial });
  }
  link.pinned = identity.serial;
  link.connected = {
    plugged: chosen.value,
    device: device.value,
    framing,
    firmware: identity.firmware,
    hasSession: true,
    isPowered: false,
  };
  return ok(link.connected);
}

/** A device that was just plugged in is listed some moments before the system lets it be used. */
async function openPatiently(link: Link, path: string): Promise<Io<Device>> {
  let opened = await openDevice(link.library, path);
  const tries = link.refusedPath === path ? 1 : OPEN_TRIES;
  for (let again = 1; !opened.ok && again < tries; again += 1) {
    await pause(OPEN_AGAIN_MS);
    opened = await openDevice(link.library, path);
  }
  link.refusedPath = opened.ok ? null : path;
  return opened;
}

/** True where the device says nothing for a while: every program that has it open hears what it says to any of them. */
export async function isQuiet(link: Link): Promise<boolean> {
  const listed = await listWriters(link.library, link.models);
  const chosen = listed.ok ? chooseWriter(listed.value, link.pinned) : listed;
  if (!chosen.ok || link.leaving !== null) return true;
  const device = await openDevice(link.library, chosen.value.path);
  if (!device.ok) return true;
  const heard = await device.value.read(LISTEN_MS);
  await leave(link, device.value);
  return !heard.ok || heard.value === null;
}

/** Who it says it is, beyond what its plug says; or in words why that is not known. */
async function identify(
  device: Device,
  framing: Framing,
  limits: Limits,
): Promise<{ readonly firmware: string; readonly serial: string } | string> {
  const firmware = await ask(device, framing, limits, { kind: 'firmware' });
  if (firmware.kind !== 'done') return firmware.reason;
  const serial = await ask(device, framing, limits, { kind: 'serial' });
  if (serial.kind !== 'done') return serial.reason;
  return { firmware: firmware.data.join('.'), serial: String.fromCodePoint(...serial.data) };
}

/** The library says only in words why a device does not open; its path exists, so it is taken or not allowed. */
function openingError(link: Link, plugged: PluggedWriter, reason: string): AppError {
  if (/denied|permission/i.test(reason)) return error('writer.noPermission', { writer: nameOf(plugged) });
  return error('writer.notReady', { writer: nameOf(plugged) || writerName(link), reason });
}

export function notReady(link: Link, reason: string): AppError {
  return error('writer.notReady', { writer: writerName(link), reason });
}

export function writerName(link: Link): string {
  return link.connected === null ? (link.pinned ?? NAME) : nameOf(link.connected.plugged);
}

export function nameOf({ model, serial }: PluggedWriter): string {
  return `${model.name} ${serial}`.trim();
}

export async function disconnect(link: Link): Promise<void> {
  const { connected } = link;
  link.connected = null;
  if (connected !== null) await leave(link, connected.device);
}

/** Nothing is opened again before the library has let go of what was given up. */
async function leave(link: Link, device: Device): Promise<void> {
  const leaving = device.gone.then(() => {
    if (link.leaving === leaving) link.leaving = null;
  });
  link.leaving = leaving;
  await device.close();
}
