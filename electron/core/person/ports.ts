/** What the use cases about persons ask of the place where their keys are. */

import type { ApplicationId } from '../../../shared/model/ids.ts';
import type { Instant } from '../../../shared/model/time.ts';
import type { Result } from '../../../shared/result.ts';

/** A copy of the keys of persons that was made, as the ring of keys remembers it. */
export interface KeyCopyOnRecord {
  readonly id: string;
  readonly madeAt: Instant;
  readonly generation: number;
  /** When somebody said that it is gone; null while it may exist. */
  readonly goneAt: Instant | null;
}

/** The keys under which persons are at rest. */
export interface PersonKeys {
  /** Overwrites them for good; again for the same ones it does nothing. Fails with `storage.*`. */
  destroy(cases: readonly ApplicationId[], erasureId: string): Result<void>;
  standing(): { readonly generation: number; readonly copies: readonly KeyCopyOnRecord[] };
  /** Cases whose key is destroyed while this database, restored from before that, does not say so. */
  lost(): readonly { readonly applicationId: ApplicationId; readonly erasureId: string }[];
}
