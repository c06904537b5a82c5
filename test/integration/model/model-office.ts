/**
 * An office that people, boxes, jobs, faults and closings are played in: the real store and the real use cases; only what
 * takes a chip or a printer its seconds is told as an outcome (`machine.ts`), through the same transactions.
 */

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { join } from 'node:path';
import { openSoftwareKeys } from '../../../electron/adapters/keys/software/software-keys.ts';
import { openStore, type OpenStore } from '../../../electron/adapters/sqlite/open-store.ts';
import { endOpenSessions } from '../../../electron/core/access/session.ts';
import { system } from '../../../electron/core/access/system-actor.ts';
import { finishErasures, type PersonContext } from '../../../electron/core/person/erase.ts';
import { recoverAtStart } from '../../../electron/core/issue/recover.ts';
import { specimenAuthority } from '../../../electron/core/specimen/authority.ts';
import { signRecord, type SignedLine } from '../../../electron/core/sample/sign-record.ts';
import { setUpDay, setUpTray } from '../../../electron/core/stock/set-up-tray.ts';
import { nameOfDesk } from '../../../electron/core/custody/way.ts';
import type { Actor, Random, Signer, Store } from '../../../electron/core/ports.ts';
import type { IssueContext } from '../../../electron/core/issue/context.ts';
import type { AuthorityRecord } from '../../../shared/model/approval.ts';
import { employ, hasher, password, type People } from '../../support/people.ts';
import { freshFolder, must, optionsFor, type handClock } from '../office.ts';
import { walkOffice } from '../walk-office.ts';
import { storyRandom } from './chance.ts';

const people = [
  ['officer1', 'officer'],
  ['officer2', 'officer'],
  ['officer3', 'officer'],
  ['supervisor1', 'supervisor'],
  ['supervisor2', 'supervisor'],
  ['administrator1', 'administrator'],
  ['auditor1', 'auditor'],
] as const satisfies People;

/** The program was killed in the middle of an act; never a failure that anybody answers. */
export class Killed extends Error {}

export type ModelContext = IssueContext & PersonContext & { readonly signer: Signer };

export interface ModelOffice {
  readonly folder: string;
  /** As the office is called on papers. */
  readonly name: string;
  /** Of its one workstation, as transfers of blanks name it. */
  readonly desk: string;
  /** Its cards are real and its days are those of the calendar. */
  readonly isLive: boolean;
  readonly store: OpenStore;
  /** Sees what is on disk, as somebody beside the program does. */
  readonly file: Database;
  readonly random: Random;
  /** Signs results and papers of cards; `stock`: transfers of blanks. */
  readonly signers: { readonly results: Signer; readonly stock: Signer };
  /** What everybody's password is now. */
  readonly passwords: Map<string, string>;
  /** Everything that use cases ask for, for one person. */
  context(actor: Actor): ModelContext;
  /** Whoever uses the program under that name, with the role of today. */
  actor(account: string): Actor;
  sign(record: AuthorityRecord): SignedLine;
  /** The program dies before the commit after so many of the next act; null lets it live. */
  dieAfter(commits: number | null): void;
  /** The power goes: what was not committed is gone, and the program starts again. */
  powerCut(): Promise<void>;
  close(): void;
}

interface Founding {
  /** Null for the one that the profile names. */
  readonly office: string | null;
  readonly firstBlank: number;
  readonly seed: number;
  readonly isLive: boolean;
  readonly clock: ReturnType<typeof handClock>;
}

export async function modelOffice({ office, firstBlank, seed, isLive, clock }: Founding): Promise<ModelOffice> {
  const walk = await walkOffice(freshFolder());
  await employ(walk.store, people);
  must(setUpTray({ box: 'FIRST', firstSerial: firstBlank, count: 10 }, { store: walk.store, now: walk.clock.now() }));
  must(setUpDay({ store: walk.store, now: walk.clock.now() }));
  walk.store.close();
  const parts = walk.context();
  const name = office ?? parts.profile.office;
  const profile = { ...parts.profile, office: name, live: isLive };
  const random = storyRandom(seed, name);
  const own = { profile, random, clock, trust: { ...parts.trust, office: name, knownPaths: new Map() } };
  return new Office(walk.folder, { ...parts, ...own });
}

class Office implements ModelOffice {
  readonly folder: string;
  readonly name: string;
  readonly desk: string;
  readonly isLive: boolean;
  readonly file: Database;
  readonly random: Random;
  readonly passwords = new Map<string, string>(people.map(([name]) => [name, password]));
  readonly signers: ModelOffice['signers'];
  readonly #parts: IssueContext;
  readonly #log: Signer;
  #store: OpenStore;
  #commitsLeft: number | null = null;

  constructor(folder: string, parts: IssueContext) {
    const keys = openSoftwareKeys(join(folder, 'keys'));
    this.folder = folder;
    this.name = parts.profile.office;
    this.desk = nameOfDesk(parts.profile);
    this.isLive = parts.profile.live;
    this.random = parts.random;
    this.#parts = parts;
    this.#log = must(keys.signer('audit', 'Ed25519'));
    this.signers = { results: must(keys.signer('results', 'ES256')), stock: must(keys.signer('stock', 'Ed25519')) };
    this.#store = this.#opened();
    this.file = new SqliteDatabase(join(folder, 'starcard.db'), { readonly: true });
  }

  get store(): OpenStore {
    return this.#store;
  }

  #opened(): OpenStore {
    const { profile, clock } = this.#parts;
    const { workstation } = profile;
    return must(openStore(optionsFor(this.folder, { clock, workstation, signer: this.#log })));
  }

  context(actor: Actor): ModelContext {
    const store = this.#mortal(this.#store);
    const receipt = new TextEncoder().encode('receipt');
    const renderReceipt = async (): Promise<Uint8Array> => receipt;
    const { personKeys } = this.#store;
    const certificateSigner = () => ({ ok: true, value: this.signers.results }) as const;
    const signer = this.signers.stock;
    return { ...this.#parts, store, actor, renderReceipt, hasher, personKeys, certificateSigner, signer };
  }

  #mortal(store: OpenStore): OpenStore {
    if (this.#commitsLeft === null) return store;
    const commit: Store['commit'] = (actor, work) => {
      if (this.#commitsLeft === 0) throw new Killed();
      if (this.#commitsLeft !== null) this.#commitsLeft -= 1;
      return store.commit(actor, work);
    };
    return Object.assign(Object.create(store) as OpenStore, { commit });
  }

  dieAfter(commits: number | null): void {
    this.#commitsLeft = commits;
  }

  async powerCut(): Promise<void> {
    this.#commitsLeft = null;
    this.#store.close();
    this.#store = this.#opened();
    const context = this.context(system);
    must(finishErasures(context));
    must(endOpenSessions('lost', context));
    must(await recoverAtStart(context));
  }

  actor(account: string): Actor {
    const known = this.#store.account(account);
    if (known === undefined) throw new Error(`no account ${account}`);
    return { account, role: known.role };
  }

  sign(record: AuthorityRecord): SignedLine {
    return signRecord(record, specimenAuthority().signers.approval);
  }

  close(): void {
    this.file.close();
    this.#store.close();
  }
}
