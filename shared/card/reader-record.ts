/** The 256-byte record that card readers of industry systems parse: UTF-16LE, space-padded, two layouts. */

import type { Result } from '../result.ts';

/** The values of one record. Dates as `YYYY-MM-DD`. `Y` is the layout of the 2023 card, `I` that of 2017. */
export type ReaderRecord =
  | {
      readonly layout: 'Y';
      readonly latinName: string;
      readonly chineseName: string | null;
      readonly sex: 'M' | 'F';
      readonly renewalCount: number;
      readonly birthDate: string;
      readonly number: string;
      readonly validFrom: string;
      readonly validUntil: string;
      /** ISO 3166-1 alpha-3. */
      readonly nationality: string;
      /** Three digits; null where there is no former number. */
      readonly relation: string | null;
    }
  | {
      readonly layout: 'I';
      readonly latinName: string;
      readonly chineseName: string | null;
      readonly sex: 'M' | 'F';
      readonly birthDate: string;
      readonly number: string;
      readonly validFrom: string;
      readonly validUntil: string;
      readonly nationality: string;
    };

export function encodeReaderRecord(record: ReaderRecord): Result<Uint8Array> {
  throw new Error(`not built yet: ${record.layout}`);
}

export function decodeReaderRecord(bytes: Uint8Array): Result<ReaderRecord> {
  throw new Error(`not built yet: ${bytes.length}`);
}
