/** What the use cases of review, issuing and stock work with; put together once a call by whoever serves it. */

import type { Progress } from '../../../shared/model/device.ts';
import type { Signature } from '../../../shared/model/hand-over.ts';
import type { JobId } from '../../../shared/model/ids.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { PrinterProfile } from '../../../shared/model/printer-profile.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import type { Template } from '../../../shared/model/template.ts';
import type { ChipTrust, DocumentSigner } from '../chip/chip.ts';
import type { RecordTrust } from '../intake/verify-record.ts';
import type { OfficerCards } from '../officer-card/proof.ts';
import type {
  Actor,
  CardPrinter,
  CardRenderer,
  ChipWriter,
  Clock,
  Digest,
  KeyDeriver,
  PhotoCodec,
  Random,
  Store,
  TrainingDevices,
  TypefaceMetrics,
  Verifier,
} from '../ports.ts';
import type { SealSigner } from '../seal/signer.ts';
import type { DeviceLock } from './device-lock.ts';

/** Enough for the desk: no device is touched. */
export interface DeskContext {
  readonly store: Store;
  /** Who is signed in. */
  readonly actor: Actor;
  readonly clock: Clock;
  readonly random: Random;
  readonly profile: Profile;
  readonly photoCodec: PhotoCodec;
  readonly template: Template;
}

export interface IssueContext extends DeskContext {
  readonly digest: Digest;
  readonly verifier: Verifier;
  /** By whose roots approvals are trusted. */
  readonly trust: RecordTrust;
  /** By whose roots finished chips are trusted. */
  readonly chipTrust: ChipTrust;
  readonly documentSigner: DocumentSigner;
  /** Where officers' cards are read, for whoever signs in on the spot. */
  readonly officerCards?: OfficerCards;
  /** The master key from which every chip's own keys follow. */
  readonly keyDeriver: KeyDeriver;
  readonly sealSigner: SealSigner;
  readonly writer: ChipWriter;
  readonly printer: CardPrinter;
  readonly renderer: CardRenderer;
  readonly metrics: TypefaceMetrics;
  readonly printerProfile: PrinterProfile;
  /** With the signature of whoever collected; null before it is signed. */
  renderReceipt(receipt: Receipt, signature: Signature | null): Promise<Uint8Array>;
  /** Null with a live profile. */
  readonly training: TrainingDevices | null;
  /** One for the whole workstation. */
  readonly devices: DeviceLock;
  onProgress(jobId: JobId, progress: Progress): void;
  onJobChanged(job: Job): void;
}
