/**
 * The words that cases are found by, as they were when somebody left last: sealed in pages beside the keys, so that whoever
 * comes next need not wait until every row is opened. A page counts only as far as its rows are the same; without any, the
 * index is built from the rows themselves (docs/adr/0115).
 */

import * as z from 'zod';
import { utf8Bytes } from '../../core/chip/bytes.ts';
import type { PersonVault } from '../persons/person-vault.ts';
import { storageFailure } from './failures.ts';
import type { IndexedCase } from './person-index.ts';

/** Ordinals of a page: small enough to be sealed anew for one case, large enough that there are few of them. */
const PAGE = 512;

export function pageOf(ordinal: number): number {
  return Math.floor(ordinal / PAGE);
}

type Kept = readonly [ordinal: number, tag: string, folded: string];

const keptSchema = z.custom<readonly Kept[]>(isPage);

export interface OpenWords {
  /** The words of a row, where they were kept and the row is the same one. */
  of(ordinal: number, tag: string): string | undefined;
  /** What was not asked for has no row any more: it goes. */
  end(): void;
}

export type KeptWords = ReturnType<typeof keptWords>;

export function keptWords(vault: Pick<PersonVault, 'words' | 'putWords'>) {
  /** Pages that are not as they should be on disk. */
  const stale = new Set<number>();
  const changed = (ordinal: number): void => void stale.add(pageOf(ordinal));

  return {
    changed,
    /** Opens every page. */
    open(): OpenWords {
      const known = new Map<number, Kept>();
      const decoder = new TextDecoder();
      for (const [page, plain] of vault.words()) {
        for (const one of keptSchema.parse(JSON.parse(decoder.decode(plain)))) {
          if (pageOf(one[0]) === page) known.set(one[0], one);
        }
      }
      return {
        of(ordinal, tag) {
          const kept = known.get(ordinal);
          known.delete(ordinal);
          if (kept?.[1] === tag) return kept[2];
          changed(ordinal);
          return undefined;
        },
        end() {
          for (const ordinal of known.keys()) changed(ordinal);
        },
      };
    },
    /** Seals the pages that changed; `also` those. What cannot be written is built again from the rows. */
    keep(cases: Iterable<IndexedCase>, also: readonly number[] = []): void {
      for (const page of also) stale.add(page);
      if (stale.size === 0) return;
      const pages = new Map<number, Kept[]>([...stale].map((page) => [page, []]));
      for (const { ordinal, tag, folded } of cases) pages.get(pageOf(ordinal))?.push([ordinal, tag, folded]);
      const plain = [...pages].map(
        ([page, kept]) => [page, kept.length === 0 ? null : utf8Bytes(JSON.stringify(kept))] as const,
      );
      try {
        vault.putWords(new Map(plain));
        stale.clear();
      } catch (thrown) {
        // A full disk, a reader beside the writer: nothing is lost by it but time.
        if (storageFailure(thrown, '') === undefined) throw thrown;
      }
    },
  };
}

// By hand, as the tag vouches for what was written: there are as many as cases on file.
function isPage(value: unknown): value is readonly Kept[] {
  return Array.isArray(value) && value.every((one) => Array.isArray(one) && typeof one[0] === 'number');
}
