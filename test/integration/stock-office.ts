/** An office with two people, stock of its own and a day: what the tests of stock and of the working day work on. */

import SqliteDatabase, { type Database } from 'better-sqlite3';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import type { DayContext } from '../../electron/core/day/context.ts';
import { beginClose, closeDay } from '../../electron/core/day/close-day.ts';
import type { openDay } from '../../electron/core/day/open-day.ts';
import type { Actor, Signer } from '../../electron/core/ports.ts';
import type { StockContext } from '../../electron/core/stock/context.ts';
import { receiveBox } from '../../electron/core/stock/receive-box.ts';
import { loadTray, openBox } from '../../electron/core/stock/tray.ts';
import type { FullCount } from '../../shared/model/day.ts';
import { blankSerialSchema, type BlankSerial } from '../../shared/model/ids.ts';
import { must } from './office.ts';
import { countOf, openingWith } from '../support/desk-inputs.ts';
import { employ, hasher, smallOffice } from '../support/people.ts';
import { second } from './service-office.ts';
import { officer1, walkOffice, type WalkOffice } from './walk-office.ts';

type Opening = Parameters<typeof openDay>[0];

export interface StockOffice {
  readonly walk: WalkOffice;
  readonly signer: Signer;
  context(actor?: Actor, change?: Partial<DayContext>): StockContext & DayContext;
}

/** A new office with those people, or the one that was left in that folder. */
export async function stockOffice(left?: string, people = smallOffice): Promise<StockOffice> {
  const walk = await walkOffice(left);
  if (left === undefined) await employ(walk.store, people);
  const signer = must(openSoftwareKeys(join(walk.folder, 'keys')).signer('stock', 'Ed25519'));
  return {
    walk,
    signer,
    context: (actor = officer1, change = {}) => ({ ...walk.context(actor), hasher, ...change }),
  };
}

/** As in an office that issues real cards: its days are those of the calendar. */
export function live(office: StockOffice): Partial<DayContext> {
  return { profile: { ...office.walk.context().profile, live: true } };
}

export const serial = (text: string): BlankSerial => blankSerialSchema.parse(text);

export const box = {
  box: 'BOX-7',
  deliveryNote: 'DN-2026-0007',
  first: serial('XA000101'),
  last: serial('XA000120'),
  second,
};

/** Twenty blanks in the safe, in an open box; so many of them in the tray. */
export async function withBox(office: StockOffice, inTray = 0): Promise<void> {
  must(await receiveBox(box, office.context()));
  must(openBox({ box: box.box }, office.context()));
  if (inTray > 0) must(loadTray({ box: box.box, count: inTray }, office.context()));
}

/** What an honest count comes to. */
export function counted(office: StockOffice): FullCount {
  return countOf(office.walk.store);
}

/** An honest count to open the day with, in an office that has no test card. */
export function opening(office: StockOffice, change: Partial<Opening> = {}): Opening {
  return { ...openingWith(counted(office)), ...change };
}

/** Begins the close and ends it with a count, honest unless it is changed. */
export function closed(office: StockOffice, change: Partial<FullCount> = {}) {
  must(beginClose(office.context()));
  const count = { ...counted(office), ...change };
  return closeDay({ count, countedTwice: true, leftOverSeen: true, note: '' }, office.context());
}

/** The database file in the hands of somebody with every tool for it. */
export function shellOn({ walk }: StockOffice): Database {
  const db = new SqliteDatabase(join(walk.folder, 'starcard.db'));
  db.pragma('foreign_keys = ON');
  onTestFinished(() => void db.close());
  return db;
}

/** The checks that are not well. */
export function diagnosed({ walk }: StockOffice): readonly string[] {
  return walk.store
    .diagnose()
    .filter(({ ok }) => !ok)
    .map(({ check }) => check);
}
