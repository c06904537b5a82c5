/** Finished cards, from the safe to their end. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { CardFilter } from '../../../core/ports.ts';
import type { ApplicationId, CardId, CardNumber, JobId } from '../../../../shared/model/ids.ts';
import { cardSchema, cardStateSchema, type Card } from '../../../../shared/model/stock.ts';
import { utf8Bytes } from '../../../core/chip/bytes.ts';
import type { PersonVault } from '../../persons/person-vault.ts';
import { SealBroken } from '../../persons/seal-broken.ts';
import { cells } from '../cells.ts';
import { fold } from '../fold.ts';
import type { QueueRows } from './queue-rows.ts';
import { bytesSchema, json, named, oneRow, sole } from './row.ts';

const columns = `id, applicationId, jobId, numberDigest, sealed, blankSerial, chipSerial, validFrom, validUntil, state, safe, slot,
  finishedAt, handedOverAt, handedOverBy, revision`;
const rowSchema = z.object({
  ...cardSchema.omit({ number: true }).shape,
  numberDigest: z.string(),
  sealed: bytesSchema,
});
const numberSchema = json(cardSchema.pick({ number: true }));
const decoder = new TextDecoder();

/** More cases than this, and walking over the cards, newest first, is the shorter way. */
const FEW = 1000;

/** Undefined where the holder's key was destroyed: what is left is no card that anybody could hand over. */
export function openedCard(vault: PersonVault, row: unknown): Card | undefined {
  const found = oneRow(rowSchema, row);
  if (found === undefined) return undefined;
  const { numberDigest, sealed, ...clear } = found;
  const plain = vault.open(clear.applicationId, cells.card(clear.id, clear.revision), sealed);
  if (plain === null) return undefined;
  const { number } = numberSchema.parse(decoder.decode(plain));
  if (vault.digest('card', number) !== numberDigest)
    throw new SealBroken({ table: 'card', column: 'numberDigest', row: clear.id });
  return { ...clear, number };
}

export function cardRows(db: Database, queue: QueueRows, vault: PersonVault) {
  const byId = db.prepare(`SELECT ${columns} FROM card WHERE id = ?`);
  const byJob = db.prepare(`SELECT ${columns} FROM card WHERE jobId = ?`);
  const byCase = db.prepare(`SELECT ${columns} FROM card WHERE applicationId = ? ORDER BY ordinal`);
  const living = db.prepare(`SELECT ${columns} FROM card WHERE numberDigest = ? AND state = 'handedOver'`);
  const waiting = db.prepare(
    `SELECT ${columns} FROM card
     WHERE numberDigest = ? AND (state = 'inCustody' OR (state = 'dispatched' AND elsewhere = 0))`,
  );
  const elsewhere = db.prepare(
    `SELECT ${columns} FROM card WHERE numberDigest = ? AND state = 'dispatched' AND elsewhere = 1 ORDER BY ordinal`,
  );
  const inSlot = db.prepare(`SELECT ${columns} FROM card WHERE safe = ? AND slot = ? AND state = 'inCustody'`);
  const list = db.prepare(
    `SELECT ${columns} FROM card WHERE state IN (SELECT value FROM json_each(@states)) ORDER BY finishedAt DESC, ordinal DESC LIMIT @limit`,
  );
  const everyOne = db.prepare(
    `SELECT ordinal, applicationId, lower(blankSerial) AS blank, lower(chipSerial) AS chip FROM card
     WHERE state IN (SELECT value FROM json_each(@states)) ORDER BY finishedAt DESC, ordinal DESC`,
  );
  const ofCases = db.prepare(
    `SELECT ${columns} FROM card WHERE state IN (SELECT value FROM json_each(@states)) AND ordinal IN (
       SELECT ordinal FROM card WHERE applicationId IN (SELECT value FROM json_each(@cases))
       UNION SELECT ordinal FROM card WHERE instr(blankSerial, upper(@text)) > 0 OR instr(chipSerial, upper(@text)) > 0)
     ORDER BY finishedAt DESC, ordinal DESC LIMIT @limit`,
  );
  const ofOrdinals = db.prepare(
    `SELECT ${columns} FROM card WHERE ordinal IN (SELECT value FROM json_each(@rows)) ORDER BY finishedAt DESC, ordinal DESC`,
  );
  const insert = db.prepare(`INSERT INTO card (${columns}) VALUES (${named(columns)})`);
  const closeJob = db.prepare('UPDATE job SET open = 0 WHERE id = ?');
  const update = db.prepare(
    `UPDATE card SET (${columns}) = (${named(columns)}) WHERE id = @id AND revision = @revision - 1`,
  );

  const opened = (row: unknown): Card | undefined => openedCard(vault, row);

  function closed({ number, ...card }: Card) {
    const sealed = vault.seal(
      card.applicationId,
      cells.card(card.id, card.revision),
      utf8Bytes(JSON.stringify({ number })),
    );
    return { ...card, numberDigest: vault.digest('card', number), sealed };
  }

  function rowsOf(text: string, states: string, limit: number): readonly unknown[] {
    const cases = queue.index.idsOf(text);
    if (cases.size <= FEW) return ofCases.all({ states, text, limit, cases: JSON.stringify([...cases]) });
    const ordinals: number[] = [];
    for (const row of everyOne.iterate({ states })) {
      const { ordinal, applicationId, blank, chip } = serialsSchema.parse(row);
      if (cases.has(applicationId) || blank.includes(text) || chip.includes(text)) ordinals.push(ordinal);
      if (ordinals.length >= limit) break;
    }
    return ofOrdinals.all({ rows: JSON.stringify(ordinals) });
  }

  return {
    card: (id: CardId): Card | undefined => opened(byId.get(id)),
    cardOfJob: (id: JobId): Card | undefined => opened(byJob.get(id)),
    cardsOfApplication: (id: ApplicationId): readonly Card[] => byCase.all(id).flatMap((row) => opened(row) ?? []),
    livingCard: (number: CardNumber): Card | undefined => opened(living.get(vault.digest('card', number))),
    waitingCard: (number: CardNumber): Card | undefined => opened(waiting.get(vault.digest('card', number))),
    cardsElsewhere: (number: CardNumber): readonly Card[] =>
      elsewhere.all(vault.digest('card', number)).flatMap((row) => opened(row) ?? []),
    cardInSlot: (safe: string, slot: string): Card | undefined => opened(inSlot.get(safe, slot)),
    /** Newest first; `text` also matches blank and chip serial: "where is my card?" is asked with whatever is at hand. */
    cards({ text, states, limit }: CardFilter): readonly Card[] {
      const sought = fold(text?.trim() ?? '');
      const within = JSON.stringify(states ?? cardStateSchema.options);
      const rows = sought === '' ? list.all({ states: within, limit }) : rowsOf(sought, within, limit);
      return rows.flatMap((row) => opened(row) ?? []);
    },
    insertCard(card: Card): void {
      insert.run(closed(card));
      closeJob.run(card.jobId);
      queue.refresh(card.applicationId);
    },
    updateCard(card: Card): void {
      sole(update.run(closed(card)).changes, `card ${card.id} at revision ${card.revision}`);
      queue.refresh(card.applicationId);
    },
  };
}

const serialsSchema = z.object({ ordinal: z.int(), applicationId: z.string(), blank: z.string(), chip: z.string() });
