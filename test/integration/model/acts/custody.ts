/** Cards while they wait: to another office and back, reminders, returns, complaints, results and the revocation list. */

import { decideComplaint, openComplaint } from '../../../../electron/core/custody/complain.ts';
import { takeBack } from '../../../../electron/core/custody/come-back.ts';
import { dispatchCard, settleDispatch } from '../../../../electron/core/custody/dispatch.ts';
import { exportRevocations } from '../../../../electron/core/custody/revocation-list.ts';
import { takeInCard } from '../../../../electron/core/custody/take-in.ts';
import { remind, returnUncollected } from '../../../../electron/core/custody/wait.ts';
import { requirePermission } from '../../../../electron/core/access/permissions.ts';
import { exportResults } from '../../../../electron/core/results/export-results.ts';
import type { CardId } from '../../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { at, card, nothing, second, shown, type Acts, type Scene } from '../choose.ts';
import type { ModelContext } from '../model-office.ts';
import { neighbourOf, type Letter } from '../town.ts';

const HALF_A_YEAR_MS = 190 * 86_400_000;

export const custodyActs: Acts = {
  dispatch: { weight: 9, run: dispatch },
  takeIn: { weight: 14, run: takeIn },
  settle: { weight: 5, run: settle },
  takeBack: {
    weight: 3,
    run(scene) {
      const { dice, town, office } = scene;
      const found = card(scene, dice.chance(0.9) ? ['revoked'] : ['inCustody', 'handedOver']);
      // It lies in the safe, on the desk of whoever found it, or in the post that came.
      const where = found === undefined ? undefined : town.whereIs.get(found.blankSerial);
      if (found === undefined || !['post', office.name, undefined].includes(where)) return nothing;
      const { id: cardId, revision } = shown(scene, found);
      const back = takeBack({ cardId, revision }, at(scene));
      if (back.ok) town.whereIs.set(found.blankSerial, office.name);
      return back;
    },
  },
  remind: {
    weight: 1,
    run(scene) {
      const found = card(scene, ['inCustody', 'handedOver']);
      return found === undefined ? nothing : remind({ cardId: found.id, means: 'letter' }, at(scene));
    },
  },
  returnUncollected: {
    weight: 3,
    run(scene) {
      const { dice, town } = scene;
      const found = card(scene, dice.chance(0.9) ? ['inCustody'] : ['dispatched']);
      if (found === undefined) return nothing;
      // Mostly nobody has waited long enough; now and then half a year goes by.
      if (dice.chance(0.4)) town.clock.set(new Date(town.clock.now().getTime() + HALF_A_YEAR_MS).toISOString());
      const { id: cardId, revision } = shown(scene, found);
      return returnUncollected({ cardId, revision }, at(scene, ['supervisor']));
    },
  },
  complain: {
    weight: 2,
    run(scene) {
      const found = card(scene, ['inCustody', 'handedOver', 'handedOver', 'dispatched', 'returned']);
      return found === undefined ? nothing : openComplaint({ cardId: found.id, what: 'print' }, at(scene));
    },
  },
  inspectComplaint: { weight: 5, run: (scene) => onComplaint(scene, (id) => inspected(id, scene, at(scene))) },
  decideComplaint: {
    weight: 6,
    run: (scene) =>
      onComplaint(scene, (cardId) => {
        const decisions = [
          'productionFault',
          'productionFault',
          'authorityError',
          'holderDamage',
          'unfounded',
        ] as const;
        const decision = scene.dice.of(decisions) ?? 'unfounded';
        return decideComplaint({ cardId, decision, second: scene.dice.chance(0.95) ? second(scene) : null }, at(scene));
      }),
  },
  results: { weight: 2, run: results },
  revocations: { weight: 1, run: (scene) => exportRevocations(at(scene), scene.office.signers.results) },
};

function dispatch(scene: Scene): Result<unknown> {
  const { dice, office, town } = scene;
  const found = card(scene, dice.chance(0.9) ? ['inCustody'] : ['handedOver', 'dispatched']);
  if (found === undefined) return nothing;
  const to = dice.of([neighbourOf(town, office).name, neighbourOf(town, office).name, 'OTHER-03', office.name]);
  const { id: cardId, revision } = shown(scene, found);
  const signer = office.signers.results;
  const sent = dispatchCard({ cardId, revision, office: to ?? 'OTHER-03' }, at(scene), signer);
  if (!sent.ok) return sent;
  town.whereIs.set(found.blankSerial, 'post');
  const { paper } = sent.value;
  const letter = {
    from: office,
    to: to ?? '',
    cardId,
    serial: found.blankSerial,
    paper,
    publicKey: signer.publicKey(),
  };
  town.letters.push(letter);
  return sent;
}

/** Mostly a letter that came with its card; now and then one for somebody else, one taken in before, or an altered one. */
async function takeIn(scene: Scene): Promise<Result<unknown>> {
  const { dice, office, town } = scene;
  const came = ({ to, serial }: Letter): boolean => to === office.name && town.whereIs.get(serial) === 'post';
  // A paper whose card went back before it was opened is stopped at the desk by the chip, and not played (docs/adr/0118).
  const bad = ({ to, paper }: Letter): boolean => to !== office.name || town.opened.has(paper);
  const letter = dice.of(town.letters.filter(dice.chance(0.85) ? came : bad));
  if (letter === undefined) return nothing;
  const [head = '', payload = '', signature = ''] = letter.paper.split('.');
  const paper = dice.chance(0.9) ? letter.paper : `${head}.${payload.slice(0, -4)}AAAA.${signature}`;
  const publicKey = dice.chance(0.95) ? letter.publicKey : office.signers.stock.publicKey();
  const taken = await takeInCard({ safe: 'S2', slot: String(dice.below(20)) }, { paper, publicKey }, at(scene));
  if (taken.ok) {
    town.whereIs.set(letter.serial, office.name);
    town.opened.add(letter.paper);
  }
  return taken;
}

/** Whoever settles knows where the card is: it lies before them, or the other office has said so. */
function settle(scene: Scene): Result<unknown> {
  const { dice, office, town } = scene;
  const found = card(scene, ['dispatched', 'dispatched', 'dispatched', 'inCustody']);
  if (found === undefined) return nothing;
  const { id: cardId, blankSerial } = found;
  const isOnItsWay = town.whereIs.get(blankSerial) === 'post';
  const isBack = isOnItsWay && dice.chance(0.6);
  const to = town.letters.findLast((letter) => letter.cardId === cardId && letter.from === office)?.to ?? '';
  // An office that is not played has it once it says so.
  const hasArrived = isOnItsWay ? to === 'OTHER-03' : town.whereIs.get(blankSerial) !== office.name;
  if (!isBack && !hasArrived) return nothing;
  const back = isBack ? { safe: 'S1', slot: String(dice.below(30)) } : null;
  const settled = settleDispatch({ cardId, back }, at(scene));
  if (settled.ok) town.whereIs.set(blankSerial, isBack ? office.name : (town.whereIs.get(blankSerial) ?? to));
  if (settled.ok && !isBack && isOnItsWay) town.whereIs.set(blankSerial, to);
  return settled;
}

function onComplaint(scene: Scene, work: (card: CardId) => Result<unknown> | Promise<Result<unknown>>) {
  const sql = 'SELECT cardId FROM complaint WHERE decision IS NULL ORDER BY rowid';
  const open = scene.office.file.prepare(sql).pluck().all() as CardId[];
  const chosen = scene.dice.chance(0.95) ? scene.dice.of(open) : card(scene, ['inCustody', 'handedOver'])?.id;
  return chosen === undefined ? nothing : work(chosen);
}

/** What the chip says, told as an outcome. */
function inspected(cardId: CardId, { dice }: Scene, { store, actor, clock }: ModelContext): Result<unknown> {
  const permitted = requirePermission(actor, 'complaint.inspect');
  if (!permitted.ok) return permitted;
  return store.commit(actor, (tx) => {
    const complaint = tx.complaint(cardId);
    if (complaint?.decision !== null) return fail('complaint.none', {});
    const findings = dice.chance(0.7) ? '' : 'latinName';
    tx.updateComplaint({ ...complaint, inspectedBy: actor.account, inspectedAt: clock.now().toISOString(), findings });
    const outcome = findings === '' ? 'ok' : 'failed';
    const detail = { complaint: complaint.id, ...(findings === '' ? {} : { fields: findings }) };
    tx.audit({ action: 'complaint.inspected', subject: { kind: 'card', id: cardId }, outcome, detail });
    return ok(undefined);
  });
}

function results(scene: Scene): Result<unknown> {
  const { office } = scene;
  const context = at(scene);
  const ids = office.store.pendingResults().map(({ result }) => result.resultId);
  const exported = exportResults(context, office.signers.results);
  if (!exported.ok) return exported;
  return context.store.commit(context.actor, (tx) => {
    const acknowledged = tx.acknowledgeResults(ids);
    const subject = { kind: 'file', id: context.random.id() } as const;
    tx.audit({ action: 'result.acknowledged', subject, outcome: 'ok', detail: { named: ids.length, acknowledged } });
    return ok(acknowledged);
  });
}
