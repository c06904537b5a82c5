/** What is printed on the papers of stock. */

import type { Shift, WorkDay } from './day.ts';
import type { Destruction } from './ledger.ts';
import type { BlankPlace } from './stock.ts';

interface Paper {
  /** False puts SPECIMEN across the page. */
  readonly live: boolean;
  readonly officeName: { readonly zh: string; readonly en: string };
  readonly office: string;
  readonly workstation: string;
  /** The signed tree head that covers what the paper is about. */
  readonly checkpoint: string;
}

export interface CountLine {
  readonly place: BlankPlace;
  readonly ledger: number;
  readonly counted: number;
}

export interface PaperCount {
  readonly occasion: 'open' | 'shift' | 'close';
  readonly at: string;
  readonly by: string;
  readonly lines: readonly CountLine[];
  /** Null where nothing differs, or nobody has explained it. */
  readonly explanation: { readonly text: string; readonly by: string; readonly approvedBy: string } | null;
}

export interface CountSheet extends Paper {
  readonly day: WorkDay;
  readonly counts: readonly PaperCount[];
  readonly shifts: readonly Shift[];
}

export interface DestructionRecord extends Paper {
  readonly record: Destruction;
  readonly blanks: readonly {
    readonly serial: string;
    readonly from: BlankPlace;
    readonly envelope: number | null;
    readonly reason: string;
  }[];
}
