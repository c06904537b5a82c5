/** Puts the workstation together on one data folder: storage, keys, devices, and what the use cases need of them. */

import { join } from 'node:path';
import type { EventName, EventPayload } from '../../shared/contract.ts';
import type { WriterStatus } from '../../shared/model/device.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { openChipTrust } from '../adapters/keys/software/chip-trust.ts';
import { withCurrentSigner } from '../adapters/keys/software/document-signers.ts';
import type { KeyStore } from '../adapters/keys/key-store.ts';
import { openServiceAuthority } from '../adapters/keys/software/service-trust.ts';
import { openSoftwareKeys } from '../adapters/keys/software/software-keys.ts';
import { createPasswordHasher } from '../adapters/passwords/argon2id.ts';
import { createCardRenderer } from '../adapters/pdf/renderer.ts';
import { renderReceipt } from '../adapters/pdf/receipt.ts';
import { readTemplate } from '../adapters/pdf/template-file.ts';
import { loadTypefaces } from '../adapters/pdf/typefaces.ts';
import { photoCodec } from '../adapters/photo/photo-codec.ts';
import { simulatedPrinterProfile } from '../adapters/printer/simulated/printer-profile.ts';
import { createSimulatedPrinter } from '../adapters/printer/simulated/simulated-printer.ts';
import { lockDataFolder, type FolderLock } from '../adapters/sqlite/lock.ts';
import { openStore, type OpenStore } from '../adapters/sqlite/open-store.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemDigest } from '../adapters/system/digest.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { systemVerifier } from '../adapters/system/verifier.ts';
import type { RemoteWriter } from '../adapters/writer/child/remote-writer.ts';
import { createSimulatedWriter } from '../adapters/writer/simulated/simulated-writer.ts';
import { system } from '../core/access/system-actor.ts';
import { trustFrom } from '../core/intake/trust.ts';
import { createDeviceLock, type DeviceLock } from '../core/issue/device-lock.ts';
import type { IssueContext } from '../core/issue/context.ts';
import { recoverAtStart } from '../core/issue/recover.ts';
import type { Actor, PasswordHasher, WriterAssignment } from '../core/ports.ts';
import type { ServiceContext } from '../core/service/context.ts';
import { specimenProfile } from '../core/specimen/profile.ts';
import { openCardKeys, type AskPin, type CardKeys } from './card-keys.ts';
import { hasDatabase, logOwner } from './data-folder.ts';
import { openLog, type Log } from './log.ts';
import { openRealWriter } from './real-writer.ts';
import { recordSigner } from './renew-signer.ts';
import { openTrainingOffice } from './training.ts';
import { writeSettings } from './settings.ts';
import type { WriterChoice } from './writer-choice.ts';

export type Publish = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

export interface WorkstationOptions {
  readonly folder: string;
  /** Where `resources/` lies: beside the built program. */
  readonly root: string;
  /** `write` takes the folder's lock; `read` works beside a writer and changes nothing. */
  readonly mode: 'read' | 'write';
  /** Who holds the folder, for the sentence that a second program shows. */
  readonly holder: string;
  /** How long the training devices take: like devices, or no time at all. */
  readonly deviceSpeed: 'device' | 'instant';
  /** Where chips are written and read; the simulated writer where left out. */
  readonly writer?: WriterChoice;
  /** Keeps looking at a real writer, and publishes `device.changed`. */
  readonly watchesWriter?: true;
  /** Who says the PIN where the keys of cards lie in a security module; nobody where left out. */
  readonly pin?: AskPin;
  readonly publish: Publish;
}

export interface Workstation {
  readonly folder: string;
  readonly mode: 'read' | 'write';
  readonly profile: Profile;
  readonly store: OpenStore;
  /** The office's own keys, of its log and its results. */
  readonly keys: KeyStore;
  readonly hasher: PasswordHasher;
  readonly log: Log;
  readonly publish: Publish;
  readonly devices: DeviceLock;
  /** Null where no USB writer stands here. */
  readonly writers: WriterAssignment | null;
  /** The use cases' context for one actor. */
  context(actor: Actor): IssueContext;
  /** The same for the services of issued cards. */
  serviceContext(actor: Actor): ServiceContext;
  close(): void;
}

/** Opens, completes the training set-up, and suspends whatever was under way when the program last ended. */
export async function openWorkstation(options: WorkstationOptions): Promise<Result<Workstation>> {
  if (options.mode === 'read') {
    // Reading makes nothing: neither a folder nor the keys that belong to one.
    if (!hasDatabase(options.folder)) return fail('storage.notData', { path: options.folder });
    return assemble(options);
  }
  const lock = lockDataFolder(options.folder, options.holder);
  if (!lock.ok) return lock;
  const station = await assemble(options, lock.value);
  if (!station.ok) {
    lock.value.release();
    return station;
  }
  const started = await start(station.value);
  if (started.ok) return station;
  station.value.close();
  return started;
}

async function assemble(options: WorkstationOptions, lock?: FolderLock): Promise<Result<Workstation>> {
  const noPin: AskPin = async (token) => fail('hsm.pinNeeded', { token });
  const cardKeys = await openCardKeys(options.folder, options.pin ?? noPin);
  if (!cardKeys.ok) return cardKeys;
  const station = await assembleWith(cardKeys.value, options, lock);
  if (!station.ok) cardKeys.value.close();
  return station;
}

async function assembleWith(
  cardKeys: CardKeys,
  options: WorkstationOptions,
  lock?: FolderLock,
): Promise<Result<Workstation>> {
  const { folder, mode, publish } = options;
  // Built in: the only profile this version knows. A live one needs the authority's signature and keys in an HSM.
  const profile = specimenProfile;
  const keys = openSoftwareKeys(join(folder, 'keys'));
  const owner = logOwner(folder, profile);
  if (!owner.ok) return owner;
  const chance = { clock: systemClock, digest: systemDigest, random: systemRandom };
  const trustOptions = { folder: join(folder, 'keys'), keys: cardKeys, profile, ...chance };
  const trust = openChipTrust(trustOptions);
  if (!trust.ok) return trust;
  // Reading makes nothing; whoever writes signs, with a key whose time is not over.
  const current = mode === 'write' ? withCurrentSigner(trustOptions, trust.value) : trust;
  if (!current.ok) return current;
  const { documentSigner, sealSigner } = current.value;
  const services = openServiceAuthority(trustOptions, trust.value);
  if (!services.ok) return services;
  const master = cardKeys.deriver('chip-master');
  if (!master.ok) return master;
  const template = await readTemplate(join(options.root, 'resources', 'templates'), profile.template);
  if (!template.ok) return template;
  const { workstation } = profile;
  const store = openStore({ ...owner.value, folder, mode, clock: systemClock, workstation });
  if (!store.ok) return store;
  const isNewSigner = current.value !== trust.value;
  const recorded = isNewSigner ? recordSigner(documentSigner, store.value, workstation) : ok(undefined);
  if (!recorded.ok) {
    store.value.close();
    return recorded;
  }

  const typefaces = once(() => loadTypefaces(join(options.root, 'resources', 'fonts')));
  const simulated = createSimulatedWriter({ folder: join(folder, 'training', 'chips'), speed: options.deviceSpeed });
  const real = realWriterOf(options, profile, store.value);
  const writer = real?.writer ?? simulated;
  const printer = createSimulatedPrinter({ folder: join(folder, 'training', 'printer'), speed: options.deviceSpeed });
  const devices = createDeviceLock();
  const hasher = createPasswordHasher();
  const parts: Omit<IssueContext, 'actor'> = {
    store: store.value,
    clock: systemClock,
    random: systemRandom,
    digest: systemDigest,
    verifier: systemVerifier,
    profile,
    photoCodec,
    trust: trustFrom(profile, systemVerifier, systemDigest),
    chipTrust: trust.value,
    documentSigner,
    keyDeriver: master.value,
    sealSigner,
    writer,
    printer,
    renderer: { render: (drawing, printing) => createCardRenderer(typefaces()).render(drawing, printing) },
    metrics: {
      facesFor: (codePoint, weight) => typefaces().metrics.facesFor(codePoint, weight),
      widthMm: (text, face, sizePt) => typefaces().metrics.widthMm(text, face, sizePt),
    },
    template: template.value,
    printerProfile: simulatedPrinterProfile,
    renderReceipt: (receipt) => renderReceipt(receipt, typefaces()),
    training: {
      setWriterFault: (fault) => simulated.setFault(fault),
      setPrinterFault: (fault) => printer.setFault(fault),
      placeBlank: (blank) => simulated.placeBlank(blank),
      cardInTray: () => printer.cardInTray(),
    },
    devices,
    onProgress: (jobId, progress) => publish('job.progress', { jobId, progress }),
    onJobChanged: (job) => publish('job.changed', job),
  };
  return ok({
    folder,
    mode,
    profile,
    store: store.value,
    keys,
    hasher,
    log: openLog(folder),
    publish,
    devices,
    writers: real?.writers ?? null,
    context: (actor) => ({ ...parts, actor }),
    serviceContext: (actor) => ({ ...parts, actor, hasher, services: services.value }),
    close() {
      real?.writer.stop();
      store.value.close();
      cardKeys.close();
      lock?.release();
    },
  });
}

interface StandingWriter {
  readonly writer: RemoteWriter;
  readonly writers: WriterAssignment | null;
}

/** Null where the simulated writer stands. */
function realWriterOf(
  { writer, root, folder, watchesWriter, publish }: WorkstationOptions,
  profile: Profile,
  store: OpenStore,
): StandingWriter | null {
  if (writer === undefined || writer.kind === 'simulated') return null;
  let pinned = writer.kind === 'hid' ? writer.serial : null;
  const onChanged = (status: WriterStatus): void => {
    publish('device.changed', { writer: status });
    // The first USB writer that is met is the workstation's own from then on.
    if (writer.kind !== 'hid' || pinned !== null || typeof status.serial !== 'string') return;
    pinned = status.serial;
    recordFirstWriter(pinned, store);
    writeSettings(folder, { writer: `hid:${pinned}` });
  };
  const options = { root, models: profile.writers };
  const real = openRealWriter(writer, watchesWriter === true ? { ...options, onChanged } : options);
  if (watchesWriter === true) void real.start();
  if (writer.kind !== 'hid') return { writer: real, writers: null };
  const assign = async (serial: string): Promise<Result<void>> => {
    const written = writeSettings(folder, { writer: `hid:${serial}` });
    if (!written.ok) return written;
    pinned = serial;
    await real.assign(serial);
    return written;
  };
  return { writer: real, writers: { found: () => real.found(), assign } };
}

/** On record as every other assignment, by nobody in particular. */
function recordFirstWriter(serial: string, store: OpenStore): void {
  store.commit(system, (tx) => {
    const subject = { kind: 'device', id: serial } as const;
    tx.audit({ action: 'device.writerAssigned', subject, outcome: 'ok', detail: { instead: '' } });
    return ok(undefined);
  });
}

async function start(station: Workstation): Promise<Result<void>> {
  if (!station.profile.live) {
    const training = await openTrainingOffice({
      folder: station.folder,
      store: station.store,
      random: systemRandom,
      hasher: station.hasher,
      now: systemClock.now(),
    });
    if (!training.ok) return training;
  }
  const recovered = await recoverAtStart(station.context(system));
  return recovered.ok ? ok(undefined) : recovered;
}

/** Fonts are 30 MB: opened when the first face is drawn, not when a list is shown. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
