/** What the chip holds and what inspection found: the values that pass between building, writing and reading. */

import type { Sha256 } from '../../../shared/model/ids.ts';

/** Which application of the card a file belongs to: the master file, the eMRTD application (Doc 9303-10), or ours. */
export type ChipApplication = 'master' | 'emrtd' | 'service';

export interface ChipFile {
  readonly application: ChipApplication;
  /** Two-byte file identifier, e.g. 0x0101 for EF.DG1 (Doc 9303-10 section 4). */
  readonly fileId: number;
  /** `EF.DG1`, `EF.SOD`, ... */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Everything that is written to one chip, in the order in which it is written. */
export interface ChipImage {
  readonly files: readonly ChipFile[];
  readonly sodHash: Sha256;
}

/** One check of an inspection, with its verdict in the order in which it was made. */
export interface InspectionStep {
  readonly check: 'files' | 'sodSignature' | 'certificateChain' | 'groupHashes' | 'readerRecord';
  readonly passed: boolean;
  readonly note: string;
}

/** What the finished card says of itself. */
export interface Inspection {
  readonly chipSerial: string;
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
