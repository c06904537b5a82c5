/** Finished cards, from the safe to their end. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { CardFilter } from '../../../core/ports.ts';
import type { CardId, CardNumber, JobId } from '../../../../shared/model/ids.ts';
import { cardSchema, cardStateSchema, type Card } from '../../../../shared/model/stock.ts';
import { fold } from '../fold.ts';
import type { QueueRows } from './queue-rows.ts';
import { named, oneRow, sole } from './row.ts';

const columns = `id, applicationId, jobId, number, blankSerial, chipSerial, validFrom, validUntil, state, safe, slot,
  finishedAt, handedOverAt, handedOverBy, revision`;
const ofCard = columns.replace(/\w+/g, 'card.$&');

export function cardRows(db: Database, queue: QueueRows) {
  const byId = db.prepare(`SELECT ${columns} FROM card WHERE id = ?`);
  const byJob = db.prepare(`SELECT ${columns} FROM card WHERE jobId = ?`);
  const living = db.prepare(`SELECT ${columns} FROM card WHERE number = ? AND state = 'handedOver'`);
  const waiting = db.prepare(`SELECT ${columns} FROM card WHERE number = ? AND state IN ('inCustody', 'dispatched')`);
  const inSlot = db.prepare(`SELECT ${columns} FROM card WHERE safe = ? AND slot = ? AND state = 'inCustody'`);
  const list = db.prepare(
    `SELECT ${ofCard} FROM card WHERE state IN (SELECT value FROM json_each(@states)) ORDER BY finishedAt DESC, ordinal DESC LIMIT @limit`,
  );
  const search = db.prepare(
    `SELECT ${ofCard} FROM card
     JOIN application ON application.id = card.applicationId
     JOIN applicationSearch AS s ON s.ordinal = application.ordinal
     WHERE card.state IN (SELECT value FROM json_each(@states))
       AND (instr(s.folded, @text) > 0 OR instr(lower(card.blankSerial), @text) > 0 OR instr(lower(card.chipSerial), @text) > 0)
     ORDER BY card.finishedAt DESC, card.ordinal DESC LIMIT @limit`,
  );
  const insert = db.prepare(`INSERT INTO card (${columns}) VALUES (${named(columns)})`);
  const closeJob = db.prepare('UPDATE job SET open = 0 WHERE id = ?');
  const update = db.prepare(
    `UPDATE card SET (${columns}) = (${named(columns)}) WHERE id = @id AND revision = @revision - 1`,
  );

  return {
    card: (id: CardId): Card | undefined => oneRow(cardSchema, byId.get(id)),
    cardOfJob: (id: JobId): Card | undefined => oneRow(cardSchema, byJob.get(id)),
    livingCard: (number: CardNumber): Card | undefined => oneRow(cardSchema, living.get(number)),
    waitingCard: (number: CardNumber): Card | undefined => oneRow(cardSchema, waiting.get(number)),
    cardInSlot: (safe: string, slot: string): Card | undefined => oneRow(cardSchema, inSlot.get(safe, slot)),
    /** Newest first; `text` also matches blank and chip serial: "where is my card?" is asked with whatever is at hand. */
    cards({ text, states, limit }: CardFilter): readonly Card[] {
      const sought = fold(text?.trim() ?? '');
      const within = JSON.stringify(states ?? cardStateSchema.options);
      const rows =
        sought === '' ? list.all({ states: within, limit }) : search.all({ states: within, text: sought, limit });
      return z.array(cardSchema).parse(rows);
    },
    insertCard(card: Card): void {
      insert.run(card);
      closeJob.run(card.jobId);
      queue.refresh(card.applicationId);
    },
    updateCard(card: Card): void {
      sole(update.run(card).changes, `card ${card.id} at revision ${card.revision}`);
      queue.refresh(card.applicationId);
    },
  };
}
