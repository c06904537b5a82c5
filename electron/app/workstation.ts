/** Puts the workstation together on one data folder: storage, keys, devices, and what the use cases need of them. */

import { join } from 'node:path';
import type { EventName, EventPayload } from '../../shared/contract.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { SecondPerson } from '../../shared/model/service.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { noVault, type Vault } from '../adapters/keys/vault.ts';
import type { KeyStore } from '../adapters/keys/key-store.ts';
import { openSoftwareKeys } from '../adapters/keys/software/software-keys.ts';
import { createPasswordHasher } from '../adapters/passwords/argon2id.ts';
import { readTemplate } from '../adapters/pdf/template-file.ts';
import { photoCodec } from '../adapters/photo/photo-codec.ts';
import { lockDataFolder, type FolderLock } from '../adapters/sqlite/lock.ts';
import { openStore, type OpenStore } from '../adapters/sqlite/open-store.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemDigest } from '../adapters/system/digest.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { systemVerifier } from '../adapters/system/verifier.ts';
import { endOpenSessions } from '../core/access/session.ts';
import { agreeOnKey } from '../core/audit/change-key.ts';
import { trustFrom } from '../core/intake/trust.ts';
import { createDeviceLock, type DeviceLock } from '../core/issue/device-lock.ts';
import type { DayContext } from '../core/day/context.ts';
import type { StockContext } from '../core/stock/context.ts';
import type { IssueContext } from '../core/issue/context.ts';
import type { Actor, PasswordHasher } from '../core/ports.ts';
import type { ServiceContext } from '../core/service/context.ts';
import { builtIn, type ProfileInForce } from '../core/profile/in-force.ts';
import { changeAuditKey, openAuditKey, type AuditKeyParts, type KeyTarget, type OpenAuditKey } from './audit-key.ts';
import { askedOnce, noPin, openCardKeys, type AskPin, type CardKeys } from './card-keys.ts';
import { openCardSigning } from './card-signing.ts';
import { hasStarted, recordPendingBackups, recordStop } from './on-record.ts';
import { hasDatabase } from './data-folder.ts';
import { openDrawing, type Drawing } from './drawing.ts';
import { inTurn } from './in-turn.ts';
import { openProfile } from './folder-profile.ts';
import { openLog, type Log } from './log.ts';
import { recordSigner } from './renew-signer.ts';
import { passwordCost } from './password-cost.ts';
import { openOfficerCards } from './officer-cards.ts';
import { openPersonMaster, personKeyDesk, type Begin, type MasterParts, type PersonKeyDesk } from './person-keys.ts';
import type { PrinterChoice } from './printer-choice.ts';
import { readSettings } from './settings.ts';
import { startWorkstation } from './start-workstation.ts';
import { openDevices, type StationDevices } from './station-devices.ts';
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
  /** What runs, for the log: `window`, or the words of the command. */
  readonly program: string;
  /** How long the training devices take: like devices, or no time at all. */
  readonly deviceSpeed: 'device' | 'instant';
  /** Where chips are written and read; the simulated writer where left out. */
  readonly writer?: WriterChoice;
  /** Keeps looking at a real writer, and publishes `device.changed`. */
  readonly watchesWriter?: true;
  /** Where cards are printed; the simulated printer where left out. */
  readonly printer?: PrinterChoice;
  /** The printer profile in place of the one in the preferences. */
  readonly printerProfile?: string;
  /** Who says the PIN where the keys of cards lie in a security module; nobody where left out. */
  readonly pin?: AskPin;
  /** The operating system's key store; none where left out. */
  readonly vault?: Vault;
  readonly publish: Publish;
}

export interface Workstation
  extends Pick<Drawing, 'papers' | 'renderAuditReport'>, Pick<StationDevices, 'pins' | 'writers'> {
  readonly folder: string;
  readonly mode: 'read' | 'write';
  /** In force since this start. */
  readonly profile: Profile;
  readonly inForce: ProfileInForce;
  readonly store: OpenStore;
  /** The office's own keys, of its log and its results. */
  readonly keys: KeyStore;
  readonly hasher: PasswordHasher;
  readonly log: Log;
  readonly publish: Publish;
  readonly devices: DeviceLock;
  /** The use cases' context for one actor. */
  context(actor: Actor): IssueContext;
  /** The same for stock and the working day. */
  stockContext(actor: Actor): StockContext & DayContext;
  /** The same for the services of issued cards. */
  serviceContext(actor: Actor): ServiceContext;
  /** Slots and copies of the keys of persons. */
  personKeys(actor: Actor, begin?: Begin): PersonKeyDesk;
  /** Hands the log over to a new key, by two people. */
  changeAuditKey(
    actor: Actor,
    target: KeyTarget,
    second: SecondPerson,
  ): Promise<Result<{ readonly verifierKey: string }>>;
  /** The folder is free at once; resolves when the printer is left too. */
  close(): Promise<void>;
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
  const started = await startWorkstation(station.value, options.program);
  if (started.ok) return station;
  await station.value.close();
  return started;
}

async function assemble(options: WorkstationOptions, lock?: FolderLock): Promise<Result<Workstation>> {
  const pin = askedOnce(options.pin ?? noPin);
  const cardKeys = await openCardKeys(options.folder, pin);
  if (!cardKeys.ok) return cardKeys;
  // Before the store is open, for what no change touches: office, workstation, kind of the folder.
  const { profile } = builtIn;
  const keyParts = { folder: options.folder, profile, pin, vault: options.vault ?? noVault };
  const auditKey = await openAuditKey(keyParts, options.mode);
  if (!auditKey.ok) {
    cardKeys.value.close();
    return auditKey;
  }
  const station = await assembleWith(cardKeys.value, auditKey.value, keyParts, options, lock);
  if (!station.ok) {
    auditKey.value.close();
    cardKeys.value.close();
  }
  return station;
}

async function assembleWith(
  cardKeys: CardKeys,
  auditKey: OpenAuditKey,
  keyParts: AuditKeyParts,
  options: WorkstationOptions,
  lock?: FolderLock,
): Promise<Result<Workstation>> {
  const { folder, mode } = options;
  const { profile, vault } = keyParts;
  // Without the keys of its cards a new folder gets no database.
  const first = hasDatabase(folder) ? ok(undefined) : openCardSigning({ folder, keys: cardKeys, profile, mode });
  if (!first.ok) return first;
  const masterParts = { folder, mode, profile, vault, keys: cardKeys, hasModule: cardKeys.inModule };
  const master = await openPersonMaster(masterParts);
  if (!master.ok) return master;
  const personMaster = master.value === undefined ? {} : { personMaster: master.value };
  const { workstation } = profile;
  const store = openStore({ ...auditKey.owner, ...personMaster, folder, mode, clock: systemClock, workstation });
  if (!store.ok) return store;
  const parts = { store: store.value, cardKeys, auditKey, keyParts, masterParts, options };
  const station = await assembleOn(parts, lock);
  if (!station.ok) store.value.close();
  return station;
}

interface OpenParts {
  readonly store: OpenStore;
  readonly cardKeys: CardKeys;
  readonly auditKey: OpenAuditKey;
  readonly keyParts: AuditKeyParts;
  readonly masterParts: MasterParts;
  readonly options: WorkstationOptions;
}

/** By the folder's own profile: keys, devices, template. */
async function assembleOn(
  { store, cardKeys, auditKey, keyParts, masterParts, options }: OpenParts,
  lock?: FolderLock,
): Promise<Result<Workstation>> {
  const { folder, mode, publish } = options;
  const inForce = await openProfile(store);
  if (!inForce.ok) return inForce;
  const { profile } = inForce.value;
  const { workstation } = profile;
  const keys = openSoftwareKeys(join(folder, 'keys'));
  const signing = openCardSigning({ folder, keys: cardKeys, profile, mode });
  if (!signing.ok) return signing;
  const { trust, signers, isNewSigner, services, chipMaster } = signing.value;
  const { documentSigner, sealSigner } = signers;
  const template = await readTemplate(join(options.root, 'resources', 'templates'), profile.template);
  if (!template.ok) return template;
  const recorded = isNewSigner ? recordSigner(documentSigner, store, workstation) : ok(undefined);
  if (!recorded.ok) return recorded;
  const cost = await passwordCost(store, mode, workstation);
  if (!cost.ok) return cost;
  const standing = openDevices(options, profile, store);
  if (!standing.ok) return standing;
  const { writer, writers, printer, printerProfile, pins, training, stopWriter, leavePrinter } = standing.value;
  const { renderer, metrics, renderReceipt, renderAuditReport, papers } = openDrawing(options.root, profile);
  const devices = createDeviceLock();
  const hasher = createPasswordHasher(cost.value);
  const parts: Omit<IssueContext, 'actor'> = {
    store,
    clock: systemClock,
    random: systemRandom,
    digest: systemDigest,
    verifier: systemVerifier,
    profile,
    photoCodec,
    trust: trustFrom(profile, systemVerifier, systemDigest),
    chipTrust: trust,
    documentSigner,
    officerCards: openOfficerCards({
      root: options.root,
      writer: options.writer ?? { kind: 'simulated' },
      reader: () => readSettings(folder).officerReader,
    }),
    keyDeriver: chipMaster,
    sealSigner,
    writer,
    printer,
    renderer,
    metrics,
    template: template.value,
    printerProfile,
    renderReceipt,
    training,
    devices,
    onProgress: (jobId, progress) => publish('job.progress', { jobId, progress }),
    onJobChanged: (job) => publish('job.changed', job),
  };
  /** Keys that the log was handed over to since it was opened. */
  const laterKeys: { close(): void }[] = [];
  /** A log that cannot be written to any more says by the missing end that there was trouble. */
  const recordEnd = (): void => {
    if (mode !== 'write' || !hasStarted(store)) return;
    recordPendingBackups(folder, store, workstation);
    endOpenSessions('stopped', { store, clock: systemClock });
    recordStop(store, workstation, options.program);
  };
  return ok({
    folder,
    mode,
    profile,
    inForce: inForce.value,
    store,
    keys,
    hasher,
    log: openLog(folder),
    publish,
    devices,
    pins,
    writers,
    papers,
    context: (actor) => ({ ...parts, actor }),
    stockContext: (actor) => ({ ...parts, actor, hasher }),
    serviceContext: (actor) => ({ ...parts, actor, hasher, services }),
    renderAuditReport,
    personKeys: (actor, begin) => personKeyDesk({ ...masterParts, store, workstation }, actor, begin),
    async changeAuditKey(actor, target, second) {
      const change = { verifierKey: store.verifierKey, place: Object.values(target) };
      const agreed = await agreeOnKey(change, second, { ...parts, hasher, actor });
      if (!agreed.ok) return agreed;
      const changed = await changeAuditKey(keyParts, store, actor, target, agreed.value);
      if (changed.ok) laterKeys.push(changed.value);
      return changed;
    },
    async close() {
      try {
        inTurn(
          stopWriter,
          recordEnd,
          () => store.close(),
          // Whoever opened a module's library first, leaves it last.
          ...[auditKey, ...laterKeys].toReversed().map((key) => () => key.close()),
          () => cardKeys.close(),
          () => lock?.release(),
        );
      } finally {
        await leavePrinter();
      }
    },
  });
}
