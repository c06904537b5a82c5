/**
 * An office that people, boxes, jobs, faults and closings are played in: the real store and the real use cases; only what
 * takes a chip or a printer its seconds is told here as an outcome (`machine.ts`), through the same transactions.
 */

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { createCanvas } from '@napi-rs/canvas';
import { join } from 'node:path';
import { createPasswordHasher } from '../../../electron/adapters/passwords/argon2id.ts';
import { openSoftwareKeys } from '../../../electron/adapters/keys/software/software-keys.ts';
import { openStore, type OpenStore } from '../../../electron/adapters/sqlite/open-store.ts';
import { specimenAuthority } from '../../../electron/core/specimen/authority.ts';
import { signRecord, type SignedLine } from '../../../electron/core/sample/sign-record.ts';
import type { Actor, Signer } from '../../../electron/core/ports.ts';
import type { IssueContext } from '../../../electron/core/issue/context.ts';
import type { PersonContext } from '../../../electron/core/person/erase.ts';
import { encodeBase64 } from '../../../electron/core/intake/base64.ts';
import { accountSchema } from '../../../shared/model/account.ts';
import type { ApprovalRecord, AuthorityRecord, ReplacementRecord } from '../../../shared/model/approval.ts';
import { altering, must, optionsFor } from '../office.ts';
import { walkOffice } from '../walk-office.ts';

/** Every choice of a run, from its seed alone. */
export interface Dice {
  below(count: number): number;
  chance(share: number): boolean;
  of<T>(values: readonly T[]): T | undefined;
}

/** Marsaglia's xorshift: short, and the same everywhere. */
export function dice(seed: number): Dice {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return { below, chance: (share) => next() < share, of: (values) => values[below(values.length)] };
}

export const people = [
  { account: 'officer1', role: 'officer' },
  { account: 'officer2', role: 'officer' },
  { account: 'supervisor1', role: 'supervisor' },
] as const satisfies readonly Actor[];

const PASSWORD = 'long enough for a model';
const hasher = createPasswordHasher({ passes: 1, memoryKib: 8, lanes: 1 });

export interface ModelOffice {
  readonly folder: string;
  readonly store: OpenStore;
  readonly clock: { now(): Date; set(time: string): void };
  /** Sees what is on disk, as somebody beside the program does. */
  readonly file: Database;
  /** Everything that use cases ask for, for one person. */
  context(actor: Actor): IssueContext & PersonContext;
  second(actor: Actor): { readonly account: string; readonly password: string };
  /** The power goes: what was not committed is gone, and the program starts again. */
  powerCut(): void;
  /** The record in force of every application that the authority sent, by its number. */
  readonly sent: Map<string, ApprovalRecord | ReplacementRecord>;
  sign(record: AuthorityRecord): SignedLine;
  next: number;
  close(): void;
}

export async function modelOffice(): Promise<ModelOffice> {
  const walk = await walkOffice();
  const signer = must(openSoftwareKeys(join(walk.folder, 'keys')).signer('audit', 'Ed25519'));
  const certificateSigner = () => openSoftwareKeys(join(walk.folder, 'keys')).signer('results', 'ES256');
  const passwordHash = await hasher.hash(PASSWORD);
  altering(walk.store, (tx) => {
    for (const { account: name, role } of people) {
      const account = { name, displayName: name, role, passwordHash, failedSignIns: 0, lockedUntil: null };
      tx.insertAccount(accountSchema.parse(account));
      tx.audit({ action: 'account.created', subject: { kind: 'account', id: name }, outcome: 'ok', detail: { role } });
    }
  });
  walk.store.close();
  return new Office(walk.folder, walk.clock, walk.context(), signer, certificateSigner);
}

class Office implements ModelOffice {
  readonly sent = new Map<string, ApprovalRecord | ReplacementRecord>();
  readonly file: Database;
  next = 1;
  #store: OpenStore;
  readonly folder: string;
  readonly clock: ModelOffice['clock'];
  readonly #parts: IssueContext;
  readonly #signer: Signer;
  readonly #certificateSigner: PersonContext['certificateSigner'];

  constructor(
    folder: string,
    clock: ModelOffice['clock'],
    parts: IssueContext,
    signer: Signer,
    certificateSigner: PersonContext['certificateSigner'],
  ) {
    this.folder = folder;
    this.clock = clock;
    this.#parts = parts;
    this.#signer = signer;
    this.#certificateSigner = certificateSigner;
    this.#store = this.#opened();
    this.file = new SqliteDatabase(join(folder, 'starcard.db'), { readonly: true });
  }

  get store(): OpenStore {
    return this.#store;
  }

  #opened(): OpenStore {
    const { workstation } = this.#parts.profile;
    return must(openStore(optionsFor(this.folder, { clock: this.clock, workstation, signer: this.#signer })));
  }

  context(actor: Actor): IssueContext & PersonContext {
    const { store } = this;
    const receipt = new TextEncoder().encode('receipt');
    const renderReceipt = async (): Promise<Uint8Array> => receipt;
    const personKeys = store.personKeys;
    const certificateSigner = this.#certificateSigner;
    return { ...this.#parts, store, actor, renderReceipt, hasher, personKeys, certificateSigner };
  }

  second({ account }: Actor): { readonly account: string; readonly password: string } {
    return { account, password: PASSWORD };
  }

  powerCut(): void {
    this.#store.close();
    this.#store = this.#opened();
  }

  sign(record: AuthorityRecord): SignedLine {
    return signRecord(record, specimenAuthority().signers.approval);
  }

  close(): void {
    this.file.close();
    this.#store.close();
  }
}

let drawn: string | undefined;

/** A small photo, the same for everybody: it is not looked at here. */
export function smallPhoto(): string {
  if (drawn === undefined) {
    const canvas = createCanvas(300, 400);
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#c8d0d8';
    pen.fillRect(0, 0, 300, 400);
    pen.fillStyle = '#a07050';
    pen.ellipse(150, 190, 75, 105, 0, 0, 2 * Math.PI);
    pen.fill();
    // Enough detail for the least size that intake takes.
    for (let y = 0; y < 400; y += 4) {
      pen.fillStyle = `hsl(${(y * 53) % 360} 40% ${40 + (y % 30)}%)`;
      for (let x = y % 8; x < 300; x += 8) pen.fillRect(x, y, 3, 3);
    }
    drawn = encodeBase64(new Uint8Array(canvas.toBuffer('image/jpeg', 80)));
  }
  return drawn;
}
