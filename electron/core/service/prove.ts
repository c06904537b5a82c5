/**
 * Asks a card to prove that it is the one its services mean, as any verifier may: the chip is opened with what is printed
 * on the card, its list is checked to the roots, and its service key signs a fresh challenge for each entry.
 */

import type { Progress } from '../../../shared/model/device.ts';
import type { ChipSerial } from '../../../shared/model/ids.ts';
import type { ServiceId, ServiceProof } from '../../../shared/model/service.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { openDocument } from '../chip/access/open-document.ts';
import type { PrintedAccess } from '../chip/access/printed-secret.ts';
import { connect, enterApplication, readWholeFile } from '../chip/card-commands.ts';
import type { Channel } from '../chip/channel.ts';
import { sodFile } from '../chip/lds/files.ts';
import { readTlvHeader } from '../chip/lds/tlv.ts';
import type { PassivePorts } from '../chip/passive-authentication.ts';
import { defaultProfile } from '../chip/personalisation-profile.ts';
import type { ChipWriter, Clock, Random } from '../ports.ts';
import { reasonOf } from './card-session.ts';
import { usableEntry } from './change-list.ts';
import { challengeFor, judgeProof, type ProofContext } from './judge-proof.ts';
import { readList, signByServiceKey } from './list-file.ts';
import type { ServiceEntry } from './service-list.ts';
import { decodeSignedList, type ServiceTrust, type SignedList } from './signed-list.ts';

const NONCE_BYTES = 32;

export interface ProveOptions {
  readonly printed: PrintedAccess;
  /** Null: every entry, whatever its standing. */
  readonly serviceId: ServiceId | null;
  onProgress?(progress: Progress): void;
  /** Asked as soon as the chip has said who it is; a failure ends it. */
  onContact?(chipSerial: ChipSerial): Result<void>;
}

export interface ProvePorts extends PassivePorts {
  readonly random: Random;
  readonly clock: Clock;
}

/**
 * Opens and closes the writer itself. Fails with `service.entryUnknown`, `service.entryWithdrawn`, `service.entryExpired`
 * for a service that is named and cannot be used, with `chip.*` and `writer.*` where the card cannot be read; what can be
 * read and is not to be believed is a proof with steps that did not pass. No list gives no proof.
 */
export async function proveServices(
  writer: ChipWriter,
  trust: ServiceTrust,
  ports: ProvePorts,
  options: ProveOptions,
): Promise<Result<readonly ServiceProof[]>> {
  const opened = await writer.open();
  if (!opened.ok) return opened;
  try {
    return await prove(writer, trust, ports, options);
  } finally {
    await writer.powerOff();
    await writer.close();
  }
}

async function prove(
  writer: ChipWriter,
  trust: ServiceTrust,
  ports: ProvePorts,
  options: ProveOptions,
): Promise<Result<readonly ServiceProof[]>> {
  const contact = reasonOf(await connect(writer));
  if (!contact.ok) return contact;
  const { chipSerial, channel: plain } = contact.value;
  const welcome = options.onContact?.(chipSerial) ?? ok(undefined);
  if (!welcome.ok) return welcome;
  const document = reasonOf(
    await openDocument(plain, defaultProfile, options.printed, (count) => ports.random.bytes(count)),
  );
  if (!document.ok) return document;
  const { channel } = document.value;
  const sod = await readSecurityObject(channel);
  if (!sod.ok) return sod;
  const list = await readServices(channel);
  if (!list.ok) return list;
  const now = ports.clock.now();
  const entries = chosenEntries(list.value, options.serviceId, now);
  if (!entries.ok || list.value === null) return entries.ok ? ok([]) : entries;
  const card = { chipSerial, sodHash: ports.digest.sha256Hex(sod.value) };
  return proveEach(channel, entries.value, { list: list.value, card, trust, ports, now }, ports, options);
}

async function proveEach(
  channel: Channel,
  entries: readonly ServiceEntry[],
  context: ProofContext,
  { random, digest }: ProvePorts,
  { onProgress }: ProveOptions,
): Promise<Result<readonly ServiceProof[]>> {
  const proofs: ServiceProof[] = [];
  for (const entry of entries) {
    onProgress?.({ step: 'inspect', done: proofs.length, total: entries.length, unit: 'checks' });
    const challenge = challengeFor(entry, random.bytes(NONCE_BYTES), digest);
    const asked = entry.certificate === null ? null : reasonOf(await signByServiceKey(channel, challenge));
    if (asked !== null && !asked.ok) return asked;
    proofs.push(judgeProof({ entry, challenge, signature: asked?.value ?? null }, context));
  }
  onProgress?.({ step: 'inspect', done: entries.length, total: entries.length, unit: 'checks' });
  return ok(proofs);
}

async function readSecurityObject(channel: Channel): Promise<Result<Uint8Array>> {
  const file = reasonOf(
    await readWholeFile(channel, sodFile, (start) => {
      const header = readTlvHeader(start, sodFile.name);
      return header.ok ? ok(header.value.headerLength + header.value.valueLength) : header;
    }),
  );
  if (!file.ok) return file;
  return file.value === null ? fail('chip.malformed', { what: sodFile.name, problem: 'missing' }) : ok(file.value);
}

/** Leaves the service application selected. Null where there is no list. */
async function readServices(channel: Channel): Promise<Result<SignedList | null>> {
  const entered = reasonOf(await enterApplication(channel, defaultProfile, 'service'));
  if (!entered.ok) return entered;
  const bytes = reasonOf(await readList(channel));
  if (!bytes.ok) return bytes;
  if (bytes.value.length === 0) return ok(null);
  const list = decodeSignedList(bytes.value);
  return list.ok ? list : fail('service.listForged', { doubt: 'unreadable' });
}

function chosenEntries(
  list: SignedList | null,
  serviceId: ServiceId | null,
  now: Date,
): Result<readonly ServiceEntry[]> {
  const entries = list?.entries ?? [];
  if (serviceId === null) return ok(entries);
  const entry = usableEntry({ entries, now }, serviceId);
  return entry.ok ? ok([entry.value]) : entry;
}
