/** Whom and what an act is about: chosen by dice, mostly what fits, often enough what does not. */

import { system } from '../../../electron/core/access/system-actor.ts';
import { stepAt, totpCode, totpSecret } from '../../../electron/core/access/totp.ts';
import type { Actor } from '../../../electron/core/ports.ts';
import type { Account } from '../../../shared/model/account.ts';
import type { Application, ApplicationState } from '../../../shared/model/application.ts';
import type { BlankSerial } from '../../../shared/model/ids.ts';
import { jobStateSchema, type Job } from '../../../shared/model/job.ts';
import type { BlankPlace, Card, CardState } from '../../../shared/model/stock.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { must } from '../office.ts';
import type { Dice } from './chance.ts';
import type { ModelContext, ModelOffice } from './model-office.ts';
import type { Town } from './town.ts';

export interface Scene {
  readonly office: ModelOffice;
  readonly town: Town;
  readonly dice: Dice;
}

export type Outcome = Result<unknown> | Promise<Result<unknown>>;

export interface Act {
  /** How often it happens, against the others. */
  readonly weight: number;
  run(scene: Scene): Outcome;
}

export type Acts = Readonly<Record<string, Act>>;

export const nothing = ok('nothing to do');

/** Mostly whoever works at the desk; now and then somebody who has no business there. */
export function somebody(
  { office, dice }: Scene,
  roles: readonly Account['role'][] = ['officer', 'supervisor'],
): Actor {
  // The gate lets nobody act who is out, or whose password was given by others (core/access/gate.ts).
  const present = office.store.accounts().filter((one) => !one.disabled && !one.mustChangePassword);
  const entitled = present.filter(({ role }) => roles.includes(role));
  const chosen = dice.of(entitled.length > 0 && dice.chance(0.94) ? entitled : present);
  return office.actor(chosen?.name ?? 'officer1');
}

/** Whoever acts, with everything that the use cases ask for. */
export function at(scene: Scene, roles?: readonly Account['role'][]): ModelContext {
  return scene.office.context(somebody(scene, roles));
}

/** A second person who signs in on the spot; sometimes the password is mistyped. */
export function second(scene: Scene, roles?: readonly Account['role'][]) {
  const { account } = somebody(scene, roles);
  const password = scene.dice.chance(0.04) ? 'mistyped by a hair' : (scene.office.passwords.get(account) ?? '');
  return { account, password, ...codeOf(scene, account) };
}

/** What an authenticator shows of the account, where it has one; sometimes of a minute ago. */
export function codeOf({ office, town, dice }: Scene, name: string): { readonly code?: string } {
  const salt = office.store.account(name)?.totpSalt ?? null;
  if (salt === null) return {};
  const secret = must(totpSecret(office.context(system).keyDeriver, name, salt));
  return { code: totpCode(secret, stepAt(town.clock.now()) - (dice.chance(0.05) ? 4 : 0)) };
}

/** Whether it is tried: always where it fits, and now and then where it does not. */
export function mayTry({ dice }: Scene, fits: boolean): boolean {
  return fits || dice.chance(0.08);
}

/** Mostly one of those that fit; now and then any. */
export function fitting<T>({ dice }: Scene, rows: readonly T[], fits: (row: T) => boolean): T | undefined {
  return dice.of(dice.chance(0.94) ? rows.filter(fits) : rows);
}

/** What a call on a job names. */
export function on(job: Job) {
  return { jobId: job.id, revision: job.revision };
}

/** What was on the screen, which sometimes is no longer so. */
export function shown<T extends { readonly revision: number }>({ dice }: Scene, row: T): T {
  return dice.chance(0.97) ? row : { ...row, revision: Math.max(1, row.revision + (dice.chance(0.5) ? 1 : -1)) };
}

export function application({ office, dice }: Scene, states: readonly ApplicationState[]): Application | undefined {
  const sql = 'SELECT id FROM application WHERE state = ? AND erasureId IS NULL ORDER BY ordinal DESC LIMIT 40';
  const ids = office.file.prepare(sql).pluck().all(dice.of(states)) as Application['id'][];
  const id = dice.of(ids);
  return id === undefined ? undefined : office.store.application(id);
}

/** An accepted case without a job that could still become a card; sometimes any. */
export function toCompose(scene: Scene): Application | undefined {
  if (scene.dice.chance(0.15)) return application(scene, ['accepted', 'received', 'held']);
  const sql = `SELECT id FROM application AS a WHERE state = 'accepted' AND erasureId IS NULL
    AND NOT EXISTS (SELECT 1 FROM job WHERE applicationId = a.id AND open = 1 AND recordHash = a.recordHash)
    AND NOT EXISTS (SELECT 1 FROM card WHERE applicationId = a.id AND state IN ('handedOver', 'inCustody', 'dispatched'))
    ORDER BY ordinal`;
  const id = scene.dice.of(scene.office.file.prepare(sql).pluck().all() as Application['id'][]);
  return id === undefined ? undefined : scene.office.store.application(id);
}

export function card({ office, dice }: Scene, states: readonly CardState[]): Card | undefined {
  const state = dice.of(states);
  return state === undefined ? undefined : dice.of(office.store.cards({ states: [state], limit: 40 }));
}

export function onJob(
  scene: Scene,
  states: readonly Job['state'][],
  work: (job: Job, context: ModelContext) => Outcome,
): Outcome {
  const { office, dice } = scene;
  const state = dice.chance(0.95) ? dice.of(states) : dice.of(jobStateSchema.options);
  const job = state === undefined ? undefined : dice.of(office.store.jobsIn([state]));
  return job === undefined ? nothing : work(shown(scene, job), at(scene));
}

export function onBlank(
  { office, dice }: Scene,
  places: readonly BlankPlace[],
  work: (serial: BlankSerial) => Outcome,
): Outcome {
  const place = dice.of(places);
  const blank = place === undefined ? undefined : dice.of(office.store.blanksIn(place, 20));
  return blank === undefined ? nothing : work(blank.serial);
}
