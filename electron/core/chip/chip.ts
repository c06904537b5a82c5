/** What the chip holds and what inspection found: the values that pass between building, writing and reading. */

import type { CardData } from '../../../shared/model/approval.ts';
import type { Progress } from '../../../shared/model/device.ts';
import type { ChipSerial, Sha256 } from '../../../shared/model/ids.ts';
import type { Person } from '../../../shared/model/person.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { StepProblem } from '../../../shared/model/step-problem.ts';
import type { AppError, Result } from '../../../shared/result.ts';
import type { Signer } from '../ports.ts';
import type { RevocationList } from '../intake/revocation-list.ts';
import type { ChipOwner } from './chip-keys.ts';
import type { TransportKeys } from './scp03/session.ts';

/** Which application of the card a file belongs to: the master file, the eMRTD application (Doc 9303-10), or ours. */
export type ChipApplication = 'master' | 'emrtd' | 'service';

export interface ChipFile {
  readonly application: ChipApplication;
  /** Two-byte file identifier, e.g. 0x0101 for EF.DG1 (Doc 9303-10 section 4). */
  readonly fileId: number;
  /** `EF.DG1`, `EF.SOD`, ... */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** How large the file is made, for one that is to grow after issue; as long as its bytes where left out. */
  readonly size?: number | undefined;
}

/** Everything that is written to one chip, in the order in which it is written. */
export interface ChipImage {
  readonly files: readonly ChipFile[];
  readonly sodHash: Sha256;
}

/** What a chip is built from: the approved record, the profile, and the instant that goes into the signature. */
export interface ChipInput {
  /** Whose key pairs the chip gets. */
  readonly owner: ChipOwner;
  readonly person: Person;
  readonly card: CardData;
  /** The JPEG file that DG2 will hold: the portrait within the profile's budget (`core/portrait/budget.ts`). */
  readonly photo: Uint8Array;
  readonly profile: Profile;
  readonly signedAt: Date;
}

/** The document signer: its certificate (Doc 9303-12 section 7) and the key that belongs to it. */
export interface DocumentSigner {
  readonly certificate: Uint8Array;
  readonly signer: Signer;
}

/** A key or password that goes into the chip and never comes out again (docs/formats.md, Keys and access). */
export interface ChipSecret {
  readonly application: ChipApplication;
  /** P1 P2 of PUT DATA. */
  readonly tag: number;
  readonly bytes: Uint8Array;
}

/**
 * Commands that are put on record together before the first of them goes out: trying the transport key, writing one
 * application with its keys, locking.
 */
export type CommandGroup = 'authenticate' | `write.${ChipApplication}` | 'lock';

/** Whose chips are believed: DER certificates of the country signing CAs (Doc 9303-12). */
export interface ChipTrust {
  readonly cscaCertificates: readonly Uint8Array[];
  /** Where given, a document signer is believed only while a current list of its CSCA does not name it. */
  readonly revocation?: { readonly lists: readonly RevocationList[]; readonly at: Date };
}

export interface PersonaliseOptions {
  /** Loaded after the files of their application are verified. */
  readonly secrets: readonly ChipSecret[];
  /** The SCP03 keys of the chip at hand. A failure stops before the card is asked for anything secret. */
  transportKeys(chipSerial: ChipSerial): Result<TransportKeys>;
  /** Random bytes for the challenge of the host. */
  random(count: number): Uint8Array;
  /** Puts on record what is about to be sent. A failure stops: nothing of the group is sent. */
  beforeGroup(group: CommandGroup): Result<void>;
  /** The chip that the job is bound to; null at the first contact of a blank. */
  readonly expectedChipSerial: string | null;
  onProgress(progress: Progress): void;
  /**
   * Called once, after the card said who it is and before anything is written, at every run, also where the serial was
   * expected. A failure stops: the outcome is `refused` with that failure.
   */
  onBound(chipSerial: ChipSerial): Result<void>;
  /**
   * Asked between files and before the first lock, never after it; where the serial was expected, also before the first
   * file. A failure stops: the outcome is `stopped` with that failure.
   */
  shouldStop(): Result<void>;
}

/** How a run ended. What it says is about this run; an earlier run may have written to the same card. */
export type PersonaliseOutcome =
  /** Complete, read back byte for byte, and locked. */
  | { readonly kind: 'encoded'; readonly chipSerial: ChipSerial }
  /** Nothing was written: no card, a used or foreign card, the card of another job, or `onBound` said no. */
  | { readonly kind: 'refused'; readonly error: AppError }
  /** The chip is certainly not usable: set the card aside. */
  | { readonly kind: 'failed'; readonly error: AppError }
  /** Incomplete and unlocked, at the wish of `shouldStop`. */
  | { readonly kind: 'stopped'; readonly error: AppError }
  /** A command went unanswered and the card could not be read back. */
  | { readonly kind: 'unknown'; readonly error: AppError };

/** One check of an inspection, with its verdict in the order in which it was made. */
export interface InspectionStep {
  readonly check:
    | 'access'
    | 'files'
    | 'sodSignature'
    | 'certificateChain'
    | 'groupHashes'
    | 'securityInfos'
    | 'activeAuthentication'
    | 'chipAuthentication'
    | 'readerRecord';
  readonly passed: boolean;
  /** Null where it passed. */
  readonly problem: StepProblem | null;
}

/** What the finished card says of itself. */
export interface Inspection {
  readonly chipSerial: ChipSerial;
  readonly openedBy: 'PACE' | 'BAC';
  readonly locked: boolean;
  readonly steps: readonly InspectionStep[];
  readonly fields: {
    readonly mrz: string;
    readonly latinName: string;
    readonly chineseName: string | null;
    readonly sex: 'M' | 'F';
    readonly birthDate: string;
    readonly nationality: string;
    readonly cardNumber: string;
    readonly validFrom: string;
    readonly validUntil: string;
    readonly photo: Uint8Array;
    readonly sodHash: Sha256;
  };
}

/** The record as composed, which the finished chip is held against. */
export interface ChipRecord {
  readonly person: Person;
  readonly card: CardData;
  /** The JPEG that DG2 was to hold. */
  readonly photo: Uint8Array;
  readonly sodHash: Sha256;
}
