/** Expected failures are values. A use case returns a Result; only bugs throw. */

import type { AccessErrors } from './errors/access.ts';
import type { ChipErrors } from './errors/chip.ts';
import type { CompositionErrors } from './errors/composition.ts';
import type { GeneralErrors } from './errors/general.ts';
import type { HandOverErrors } from './errors/hand-over.ts';
import type { HsmErrors } from './errors/hsm.ts';
import type { IntakeErrors } from './errors/intake.ts';
import type { IssueErrors } from './errors/issue.ts';
import type { OfficerCardErrors } from './errors/officer-card.ts';
import type { PersonErrors } from './errors/person.ts';
import type { PrinterErrors } from './errors/printer.ts';
import type { ProfileErrors } from './errors/profile.ts';
import type { SealErrors } from './errors/seal.ts';
import type { ServiceErrors } from './errors/service.ts';
import type { StockErrors } from './errors/stock.ts';
import type { StorageErrors } from './errors/storage.ts';

export type Result<T, E = AppError> = { readonly ok: true; readonly value: T } | Failure<E>;

export type Failure<E = AppError> = { readonly ok: false; readonly error: E };

/** Every kind of expected failure with the data its sentence needs. Texts: `messages/<language>/errors`. */
export type ErrorData = GeneralErrors &
  AccessErrors &
  IntakeErrors &
  CompositionErrors &
  ChipErrors &
  HandOverErrors &
  HsmErrors &
  IssueErrors &
  OfficerCardErrors &
  PersonErrors &
  PrinterErrors &
  ProfileErrors &
  SealErrors &
  ServiceErrors &
  StockErrors &
  StorageErrors;

export type ErrorKind = keyof ErrorData;

/** One expected failure: its kind and the values that its sentence in either language is filled with. */
export type AppError = { readonly [K in ErrorKind]: { readonly kind: K; readonly data: ErrorData[K] } }[ErrorKind];

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<K extends ErrorKind>(kind: K, data: ErrorData[K]): Failure {
  return { ok: false, error: error(kind, data) };
}

export function error<K extends ErrorKind>(kind: K, data: ErrorData[K]): AppError {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a pair of K and ErrorData[K] is a member of the union built from both, which the compiler cannot see
  return { kind, data } as unknown as AppError;
}

/** Marks a branch that the types rule out; reached only by a bug. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
