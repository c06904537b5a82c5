/** The papers of the desk besides the receipt, each drawn on demand: what is on them is in the database. */

import type { CodeSheet } from '../../shared/model/code-sheet.ts';
import type { NumberSlip } from '../../shared/model/number-slip.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { CountSheet, DestructionRecord } from '../../shared/model/stock-paper.ts';
import { renderCodeSheet } from '../adapters/pdf/code-sheet.ts';
import { renderHolderSheet, renderNumberSlip, renderReplySlip, type ReplySlip } from '../adapters/pdf/desk-papers.ts';
import { renderErasure, type ErasurePaper } from '../adapters/pdf/erasure-paper.ts';
import { renderCountSheet, renderDestruction } from '../adapters/pdf/stock-papers.ts';
import type { Typefaces } from '../adapters/pdf/typefaces.ts';
import type { SheetOfHolder } from '../core/hand-over/holder-sheet.ts';

export interface DeskPapers {
  sheet(sheet: SheetOfHolder): Promise<Uint8Array>;
  slip(slip: ReplySlip): Promise<Uint8Array>;
  numbers(slip: NumberSlip): Promise<Uint8Array>;
  countSheet(sheet: CountSheet): Promise<Uint8Array>;
  destruction(record: DestructionRecord): Promise<Uint8Array>;
  code(sheet: CodeSheet): Promise<Uint8Array>;
  erasure(certificate: ErasurePaper): Promise<Uint8Array>;
}

/** `typefaces`: opened with the first paper. */
export function deskPapers(profile: Profile, typefaces: () => Typefaces): DeskPapers {
  return {
    sheet: (sheet) => renderHolderSheet(sheet, profile, typefaces()),
    slip: (slip) => renderReplySlip(slip, profile, typefaces()),
    numbers: (slip) => renderNumberSlip(slip, typefaces()),
    countSheet: (sheet) => renderCountSheet(sheet, typefaces()),
    destruction: (record) => renderDestruction(record, typefaces()),
    code: (sheet) => renderCodeSheet(sheet, typefaces()),
    erasure: (certificate) => renderErasure(certificate, profile, typefaces()),
  };
}
