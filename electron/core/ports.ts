/** Everything that core needs from outside: time, chance, digests, keys, storage, devices. Adapters implement these. */

import type { Account, NewAccount } from '../../shared/model/account.ts';
import type { Application, ApplicationState } from '../../shared/model/application.ts';
import type { AuthorityRecord } from '../../shared/model/approval.ts';
import type { AuditAction, AuditEntry, AuditEvent, AuditOutcome } from '../../shared/model/audit.ts';
import type { FoundWriter, PrinterFault, PrinterStatus, WriterFault, WriterStatus } from '../../shared/model/device.ts';
import type {
  ApplicationId,
  ApplicationNumber,
  BlankSerial,
  CardId,
  CardNumber,
  JobId,
  Sha256,
} from '../../shared/model/ids.ts';
import type { Job, JobState } from '../../shared/model/job.ts';
import type { PrinterProfile } from '../../shared/model/printer-profile.ts';
import type { IssueResult, PendingResult } from '../../shared/model/results.ts';
import type { Blank, BlankPlace, Card, CardState } from '../../shared/model/stock.ts';
import type { QueueFilter, QueuePage } from '../../shared/model/queue.ts';
import type { Instant } from '../../shared/model/time.ts';
import type { Erasure } from '../../shared/person/erasure.ts';
import type { Result } from '../../shared/result.ts';
import type { Drawing } from './composition/drawing.ts';
import type { HandOverReader, HandOverWriter } from './hand-over/storage.ts';
import type { ServiceConsent } from '../../shared/model/service.ts';
import type { ServiceChange } from './service/service-change.ts';
import type { Pixels } from './portrait/pixels.ts';
import type { PeopleReader, PeopleWriter } from './access/ports.ts';
import type { KeySessionReader, KeySessionWriter } from './keys/ports.ts';
import type { ProfileReader, ProfileWriter } from './profile/ports.ts';
import type { LedgerReader, LedgerWriter } from './stock/ledger-store.ts';

// ---- time, chance, digests, keys -------------------------------------------------------------------------------

export interface Clock {
  /** Now, UTC. */
  now(): Date;
}

export interface Random {
  bytes(count: number): Uint8Array;
  /** 128 random bits, lower-case hex. */
  id(): string;
  uuid(): string;
}

export interface Digest {
  sha256(bytes: Uint8Array): Uint8Array;
  sha256Hex(bytes: Uint8Array): Sha256;
}

/** A private key that never leaves its store. */
export interface Signer {
  readonly keyName: string;
  readonly algorithm: 'ES256' | 'Ed25519';
  /** DER SubjectPublicKeyInfo. */
  publicKey(): Uint8Array;
  /**
   * ES256: 64 bytes r || s over SHA-256 of the data (RFC 7518 section 3.4). Ed25519: 64 bytes (RFC 8032). Fails where
   * the store cannot be asked, as a security module that was pulled out.
   */
  sign(data: Uint8Array): Result<Uint8Array>;
}

/** A master key that never leaves its store, and what is derived from it. */
export interface KeyDeriver {
  /**
   * `length` bytes by the counter mode of NIST SP 800-108 with AES-CMAC, as `core/chip/crypto/kdf.ts` orders its input.
   * The same label and context give the same bytes for as long as the master key lives. Fails where the store cannot
   * be asked.
   */
  derive(label: string, context: Uint8Array, length: number): Result<Uint8Array>;
}

export interface Verifier {
  /** True when the signature (r || s for ES256) over the data is good under the DER SubjectPublicKeyInfo. */
  verify(algorithm: 'ES256' | 'Ed25519', publicKey: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean;
}

/** Passwords as Argon2id (RFC 9106) in PHC string form. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  matches(password: string, phc: string): Promise<boolean>;
}

// ---- storage ---------------------------------------------------------------------------------------------------

/** Who does it: an account, or `system` for recovery at start. */
export interface Actor {
  readonly account: string;
  readonly role: Account['role'] | 'system';
}

/** A record from the authority as kept: byte for byte, for as long as the card. */
export interface StoredRecord {
  /** SHA-256 of the JWS payload. */
  readonly hash: Sha256;
  readonly recordId: string;
  readonly type: AuthorityRecord['type'];
  readonly jws: string;
  readonly applicationId: ApplicationId;
  readonly receivedAt: Instant;
}

/** What is kept with a job: the bytes that were printed and written. */
export type JobFileKind = 'card.pdf' | 'seal.bin' | 'chip.json' | 'receipt.json' | 'receipt.pdf';

export interface AuditFilter {
  readonly before?: number;
  readonly limit: number;
  readonly action?: AuditAction;
  readonly actor?: string;
  readonly outcome?: AuditOutcome;
  readonly subjectId?: string;
}

/** What a supervisor wrote about an entry; the log holds SHA-256 over salt and text. */
export interface ReviewNote {
  readonly id: string;
  readonly sequence: number;
  readonly salt: Uint8Array;
  readonly text: string;
}

export interface SignedTreeHead {
  readonly size: number;
  /** RFC 6962 root hash of the first `size` entries. */
  readonly rootHash: Uint8Array;
  /** C2SP tlog-checkpoint text with its signed-note signature. */
  readonly checkpoint: string;
}

export interface CardFilter {
  readonly text?: string;
  readonly states?: readonly CardState[];
  readonly limit: number;
}

/** Consistent reading; inside a transaction it also sees what the transaction wrote. */
export interface Reader extends PeopleReader, KeySessionReader, ProfileReader, HandOverReader, LedgerReader {
  application(id: ApplicationId): Application | undefined;
  applicationByNumber(number: ApplicationNumber): Application | undefined;
  photo(id: ApplicationId): Uint8Array | undefined;
  queue(filter: QueueFilter): QueuePage;
  countApplications(): Readonly<Record<ApplicationState, number>>;
  record(hash: Sha256): StoredRecord | undefined;
  recordById(recordId: string): StoredRecord | undefined;
  job(id: JobId): Job | undefined;
  /** The newest job of the application, whatever its state. */
  jobOf(id: ApplicationId): Job | undefined;
  jobsIn(states: readonly JobState[]): readonly Job[];
  jobFile(id: JobId, kind: JobFileKind): Uint8Array | undefined;
  blank(serial: BlankSerial): Blank | undefined;
  /** The blanks in the tray in the order in which the machine will take them. */
  tray(limit: number): readonly Blank[];
  blankOfChip(chipSerial: string): Blank | undefined;
  countBlanks(): Readonly<Record<BlankPlace, number>>;
  card(id: CardId): Card | undefined;
  cardOfJob(id: JobId): Card | undefined;
  /** Every card of a case, whatever its state and under whatever number it was made; the oldest first. */
  cardsOfApplication(id: ApplicationId): readonly Card[];
  /** The card of that number in its holder's hands (`handedOver`); at most one, across applications. */
  livingCard(number: CardNumber): Card | undefined;
  /** The finished card of that number that waits for its holder, here or on its way to another office; at most one. */
  waitingCard(number: CardNumber): Card | undefined;
  /** Cards of that number that arrived at other offices, which may have handed them over; the oldest first. */
  cardsElsewhere(number: CardNumber): readonly Card[];
  cards(filter: CardFilter): readonly Card[];
  cardInSlot(safe: string, slot: string): Card | undefined;
  account(name: string): Account | undefined;
  accounts(): readonly Account[];
  pendingResults(): readonly PendingResult[];
  /** What the holder of the card agreed to, in the order of asking. */
  serviceConsents(id: CardId): readonly ServiceConsent[];
  /** Every change of the services in the card, in the order of their lists. */
  serviceChanges(id: CardId): readonly ServiceChange[];
  /**
   * What the log holds in place of a digest of a person's data: SHA-256 over the 16 random bytes that lie with the
   * person's record and the 32 of the digest. Once that record is deleted nobody can tell whose it was.
   */
  salted(id: ApplicationId, digest: Sha256): Sha256;
  /** Other cases, erased ones left out, that bear or bore a number of that case; in the order in which they came in. */
  casesSharingNumber(id: ApplicationId): readonly ApplicationId[];
  /** What came from the authority about a case, in the order of arrival. */
  recordsOf(id: ApplicationId): readonly StoredRecord[];
  /** What the authority was told about a case, whether it acknowledged it or not; the oldest first. */
  resultsOf(id: ApplicationId): readonly IssueResult[];
  /** How many results of a case the authority has not acknowledged. */
  resultsWaitingFor(id: ApplicationId): number;
  erasure(id: string): Erasure | undefined;
  /** Null where the case is not erased, undefined where there is none. */
  erasureOfCase(id: ApplicationId): string | null | undefined;
  erasuresBegun(): readonly Erasure[];
  /** Newest first. */
  erasures(limit: number): readonly Erasure[];
  casesOfErasure(id: string): readonly ApplicationId[];
  /** Cases received before that time, oldest first, `limit` of them from the one after `after` on. */
  casesReceivedBefore(time: Instant, after: ApplicationId | null, limit: number): readonly ApplicationId[];
  auditEntries(filter: AuditFilter): readonly AuditEntry[];
  /** The latest time that an entry after that one bears, which after a clock was set back is not the newest's; null for none. */
  latestAfter(sequence: number): Instant | null;
  treeHead(): SignedTreeHead | undefined;
  reviewNotes(sequence: number): readonly ReviewNote[];
  /** Checkpoints that witnesses cosigned, newest first. */
  cosignedCheckpoints(): readonly string[];
}

/**
 * All or nothing, together with its audit entries. `insert` refuses what exists by throwing. `update` takes the new value
 * with its revision raised by one, and throws when the stored one is not the revision before: the use case checks first.
 */
export interface Transaction
  extends Reader, PeopleWriter, KeySessionWriter, ProfileWriter, HandOverWriter, LedgerWriter {
  audit(event: AuditEvent): void;
  insertApplication(application: Application, photo: Uint8Array): void;
  updateApplication(application: Application, photo?: Uint8Array): void;
  insertRecord(record: StoredRecord): void;
  insertJob(job: Job): void;
  updateJob(job: Job): void;
  putJobFile(id: JobId, kind: JobFileKind, bytes: Uint8Array): void;
  insertCard(card: Card): void;
  updateCard(card: Card): void;
  insertAccount(account: NewAccount): void;
  updateAccount(account: Account): void;
  insertServiceConsent(consent: ServiceConsent): void;
  insertServiceChange(change: ServiceChange): void;
  /** From `begun` to the change's own state, once. */
  settleServiceChange(change: ServiceChange): void;
  insertReviewNote(note: ReviewNote): void;
  insertCosignature(size: number, witness: string, checkpoint: string): void;
  insertResult(result: IssueResult): void;
  markResultsExported(resultIds: readonly string[]): void;
  acknowledgeResults(resultIds: readonly string[]): number;
  insertErasure(erasure: Omit<Erasure, 'state' | 'endedAt' | 'certificate'>): void;
  /** From here on no read knows of the case. Its key is destroyed after the commit, by `PersonKeys`. */
  markErased(id: ApplicationId, erasureId: string): void;
  settleErasure(id: string, endedAt: Instant, certificate: string): void;
}

export interface Store extends Reader {
  /**
   * Runs `work` in one durable transaction on the one writing connection. A failure result or an exception rolls
   * everything back, audit entries included. A full or read-only disk comes back as a `storage.*` failure.
   */
  commit<T>(actor: Actor, work: (tx: Transaction) => Result<T>): Result<T>;
}

// ---- devices ---------------------------------------------------------------------------------------------------

/** The place where a card touches a chip. One command at a time; every wait is bounded by the driver. */
export interface ChipWriter {
  status(): Promise<WriterStatus>;
  open(): Promise<Result<void>>;
  /** Powers the card and answers its ATR (ISO 7816-3 section 8). */
  powerOn(): Promise<Result<Uint8Array>>;
  /** One command APDU to one response APDU with SW1 SW2 at its end (ISO 7816-4 section 5). A failure means: unanswered. */
  transmit(command: Uint8Array): Promise<Result<Uint8Array>>;
  /**
   * Most bytes that this reader carries in the data field of one command and of one answer; asked after `powerOn`.
   * Left out by a reader that carries short length only. Whether the card takes it is the card's own word.
   */
  carries?(): { readonly commandData: number; readonly responseData: number };
  powerOff(): Promise<void>;
  close(): Promise<void>;
}

/** Which of the USB writers is this workstation's own. */
export interface WriterAssignment {
  /** Those of the profile's allow-list that are plugged in. Fails with `writer.*`. */
  found(): Promise<Result<readonly FoundWriter[]>>;
  /** That one and no other, from now on and after the next start. Fails with `file.unwritable`, and then nothing changes. */
  assign(serial: string): Promise<Result<void>>;
}

export interface PrintJobStatus {
  readonly state: 'pending' | 'processing' | 'completed' | 'aborted' | 'canceled' | 'unknown';
  /** Sides that the device itself counted; null where it gives no count. */
  readonly impressionsCompleted: number | null;
  readonly reasons: readonly string[];
}

export interface CardPrinter {
  /** For whoever looks on: `absent`, with the kind of the failure as its reason, where the device cannot be asked. */
  status(): Promise<PrinterStatus>;
  /** Asked before a card is fed. Fails with what forbids it: another device, another certificate, no such card, silence. */
  check(): Promise<Result<PrinterStatus>>;
  /**
   * Hands over the PDF under a job name of our own. Answers the device's job id. `printer.unanswered` means that the device
   * may have the card's data; every other failure means that it has nothing.
   */
  submit(jobName: string, pdf: Uint8Array): Promise<Result<string>>;
  /** Asked until the state is final; the driver bounds the wait between changes. `notFound`: the device knows it no more. */
  job(deviceJobId: string): Promise<Result<PrintJobStatus>>;
  /** Resolves at the next change of the job, or after the driver's own poll interval. */
  waitForChange(deviceJobId: string): Promise<void>;
  /** After a restart: the device's own job of that name, before anything else is sent. */
  findByName(jobName: string): Promise<Result<string | null>>;
  cancel(deviceJobId: string): Promise<Result<void>>;
  /** Has the device show which one it is, by light or sound. Fails with `printer.refused` where it cannot. */
  identify(): Promise<Result<void>>;
  /** Leaves nothing of ours with the device: no connection, no subscription. Nothing is asked of it afterwards. */
  close(): Promise<void>;
}

/** What only training devices offer: faults on demand and a look at the card in the output tray. */
export interface TrainingDevices {
  setWriterFault(fault: WriterFault): void;
  setPrinterFault(fault: PrinterFault): void;
  /** Puts a fresh blank card under the writer; the chip serial follows from the blank's. */
  placeBlank(blank: BlankSerial): void;
  /** The PDF of the card that lies in the output tray, as a person would hold it in hand; null when empty. */
  cardInTray(): { readonly jobName: string; readonly pdf: Uint8Array } | null;
}

// ---- composition -----------------------------------------------------------------------------------------------

/** What a typeface can print and how wide; sizes in points, widths in millimetres. */
export interface TypefaceMetrics {
  /** The names of the faces that can print the code point, best first; empty = cannot be printed. */
  facesFor(codePoint: number, weight: 'regular' | 'medium' | 'bold'): readonly string[];
  widthMm(text: string, face: string, sizePt: number): number;
}

/** Draws a drawing list as PDF: two pages of 85.60 x 53.98 mm, the same bytes for the same drawing. */
export interface CardRenderer {
  /** Two pages of the card's size, and those of plates that the printer takes as pages of their own. */
  render(drawing: Drawing, printer: PrinterProfile): Promise<Result<Uint8Array>>;
}

/** Turns JPEG into pixels and back, and nothing else: cropping, tone and checks are pure, in `portrait/`. */
export interface PhotoCodec {
  /** Decodes the whole image, turned upright as its EXIF orientation says; a failure means it is no intact JPEG. */
  decode(jpeg: Uint8Array): Promise<Result<{ readonly widthPx: number; readonly heightPx: number }>>;
  /**
   * As `decode`, with the pixels, in sRGB. Fails with the `intake.photo*` kind that says why, before decoding where the
   * header already tells: no JPEG, a rare coding, CMYK, other than 8 bits a sample, far too many pixels.
   */
  pixels(jpeg: Uint8Array): Promise<Result<Pixels>>;
  /** A baseline JPEG without metadata; `quality` from 0 to 1. The same pixels and quality give the same bytes. */
  encode(pixels: Pixels, quality: number): Promise<Uint8Array>;
}
