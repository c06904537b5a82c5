/** The calls about the keys of persons: their slots by two people, their copies on record. */

import { ok, type Result } from '../../shared/result.ts';
import type { ParsedInput } from '../../shared/contract.ts';
import type { KeysView } from '../../shared/person/view.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { requirePermission } from '../core/access/permissions.ts';
import { names, questionOf, settleByTwo } from '../core/access/by-two.ts';
import { spendApproval, type Approval } from '../core/access/second-person.ts';
import type { Actor } from '../core/ports.ts';
import type { Chooser } from './chooser.ts';
import type { Handlers } from './dispatch.ts';
import type { Workstation } from './workstation.ts';

type KeyCalls = Pick<Handlers, 'person.keys' | 'person.changeSlot' | 'person.chooseAndCopyKeys' | 'person.copyGone'>;

export function personKeyCalls(station: Workstation, chooser: Chooser, actor: () => Actor): KeyCalls {
  return {
    'person.keys': () => ok(station.personKeys(actor()).status()),
    'person.changeSlot': (input) => changeSlot(input, station, actor()),
    async 'person.chooseAndCopyKeys'() {
      const asked = actor();
      const path = await chooser.saveFile('person', 'persons.keys');
      if (path === null) return ok(null);
      const copied = station.personKeys(asked).copy(path);
      return copied.ok ? ok({ file: path, copy: copied.value }) : copied;
    },
    'person.copyGone'({ copy }) {
      const keys = station.personKeys(actor());
      const noted = keys.copyGone(copy);
      return noted.ok ? ok(keys.status()) : noted;
    },
  };
}

/** Both saw what is changed and which ways there are; the approval is spent with the entry that says so. */
async function changeSlot(
  { act, slot, passphrase, second }: ParsedInput<'person.changeSlot'>,
  station: Workstation,
  actor: Actor,
): Promise<Result<KeysView>> {
  const permitted = requirePermission(actor, 'person.changeSlot');
  if (!permitted.ok) return permitted;
  const { store, profile } = station;
  const context = station.serviceContext(actor);
  const change = { act, slot, passphrase };
  const keys = station.personKeys(actor);
  const possible = keys.mayChange(change);
  if (!possible.ok) return possible;
  const about = { action: 'person.changeSlot', subjectId: profile.workstation } as const;
  const question = questionOf(about, [act, slot, keys.status().slots], context);

  /** The master is wrapped first, which takes its time; `changed` is called with the row that then becomes true. */
  async function settle(approval: Approval): Promise<Result<KeysView>> {
    const changing = station.personKeys(actor, (changed) =>
      store.commit(actor, (tx) => {
        const spent = spendApproval(tx, approval, question, systemClock.now());
        if (!spent.ok) return spent;
        tx.audit({
          action: 'person.slotChanged',
          subject: { kind: 'workstation', id: profile.workstation },
          outcome: 'begun',
          detail: { ...changed, ...names(approval) },
        });
        return ok(undefined);
      }),
    );
    const done = await changing.change(change);
    return done.ok ? ok(keys.status()) : done;
  }
  return settleByTwo(ok({ question, settle }), second, context);
}
