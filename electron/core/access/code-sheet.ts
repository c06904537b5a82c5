/** The sheet for the envelope of a sealed code, while the code is still on the screen: nothing keeps it. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { CodeSheet } from '../../../shared/model/code-sheet.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Actor, Store } from '../ports.ts';
import type { SealedCode, SealedCodeKind } from './ports.ts';
import { findCode, keepRefusal, printedCode, readCode, type CodeContext } from './sealed-code.ts';

interface SheetContext extends Pick<CodeContext, 'clock' | 'digest'> {
  readonly store: Store;
  readonly actor: Actor;
  readonly profile: Profile;
}

/**
 * What is to be printed; that it leaves the program is on record before it does. Fails as `readCode` and `findCode` do:
 * whoever asks with a code that is none has made a guess.
 */
export function codeSheet(
  { kind, code: typed }: ParsedInput<'code.chooseAndSaveSheet'>,
  { store, actor, profile, ...context }: SheetContext,
): Result<CodeSheet> {
  const read = readCode(typed);
  if (!read.ok) return read;
  return keepRefusal(
    store.commit<Result<CodeSheet>>(actor, (tx) => {
      const found = findCode(tx, kind, read.value, context);
      if ('refusal' in found) return ok(found.refusal);
      const detail = { sealedCode: found.code.id };
      tx.audit({ action: 'code.printed', subject: { kind: 'log', id: kind }, outcome: 'begun', detail });
      return ok(ok(sheetOf(kind, printedCode(read.value), found.code, profile)));
    }),
  );
}

export function sheetOf(
  kind: SealedCodeKind,
  code: string,
  { id, madeAt }: Pick<SealedCode, 'id' | 'madeAt'>,
  { live, office, officeName, workstation }: Pick<Profile, 'live' | 'office' | 'officeName' | 'workstation'>,
): CodeSheet {
  return { kind, code, id, madeAt, live, office, officeName, workstation };
}
