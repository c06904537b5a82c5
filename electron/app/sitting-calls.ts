/** One sitting: each act is asked about as if it were called alone, put to the second person as a case, then done. */

import type { CallName, CallOutput, ParsedInput } from '../../shared/contract.ts';
import type { ParsedSittingAct, SittingDone } from '../../shared/contract/sitting.ts';
import type { SecondPerson } from '../../shared/model/service.ts';
import { assertNever, ok, type Result } from '../../shared/result.ts';
import {
  changeRoleDeed,
  disableAccountDeed,
  enableAccountDeed,
  removeFactorDeed,
  unlockAccountDeed,
} from '../core/access/accounts.ts';
import { eachByTwo, followedBy, putToTwo, type CaseByTwo } from '../core/access/by-two.ts';
import { ourFaultDeed } from '../core/custody/complain.ts';
import { explainDifferenceDeed } from '../core/day/explain.ts';
import { destroyOldCardDeed } from '../core/hand-over/old-card.ts';
import { reprintCase } from '../core/issue/restart.ts';
import { loseCardDeed } from '../core/officer-card/enrol.ts';
import type { Actor } from '../core/ports.ts';
import { overrideCase } from '../core/review/accept.ts';
import { changeServicesCase } from '../core/service/change-services.ts';
import { destroyBlanksDeed } from '../core/stock/destroy.ts';
import { findBlankDeed, loseBlankDeed } from '../core/stock/lost.ts';
import { receiveBoxDeed } from '../core/stock/receive-box.ts';
import { sendBackDeed } from '../core/stock/send-back.ts';
import { addPeerDeed, transferOutDeed } from '../core/stock/transfer.ts';
import { failureOf } from './dispatch.ts';
import type { Workstation } from './workstation.ts';

type Case = Result<CaseByTwo<SittingDone>>;

/** Fails as `eachByTwo`: where nobody signed in, or where there is nothing that could be put to anybody. */
export async function settleSitting(
  { acts, second }: ParsedInput<'sitting.settle'>,
  station: Workstation,
  actor: Actor,
  permit: (name: CallName) => Result<void>,
): Promise<Result<CallOutput<'sitting.settle'>>> {
  const cases = acts.map((act): Case => {
    const permitted = permit(act.call);
    if (!permitted.ok) return permitted;
    const asked = caseOfAct(act, second, station, actor);
    return asked.ok ? ok(guarded(asked.value, act.call, station)) : asked;
  });
  const settled = await eachByTwo(cases, second, station.serviceContext(actor));
  return settled.ok ? ok({ results: [...settled.value] }) : settled;
}

/** A bug in one act is no reason to keep from anybody what the others came to. */
function guarded<T>({ question, settle }: CaseByTwo<T>, name: CallName, { log }: Workstation): CaseByTwo<T> {
  return {
    question,
    async settle(approval) {
      try {
        return await settle(approval);
      } catch (bug) {
        return failureOf(name, bug, log);
      }
    },
  };
}

function caseOfAct(act: ParsedSittingAct, second: SecondPerson, station: Workstation, actor: Actor): Case {
  const context = { ...station.context(actor), ...station.serviceContext(actor) };
  const { call } = act;
  switch (call) {
    case 'oldCard.destroy':
      return as(call, putToTwo(destroyOldCardDeed({ ...act.request, second }, context), context));
    case 'complaint.decide':
      return as(call, putToTwo(ourFaultDeed({ ...act.request, second }, context), context));
    case 'review.accept':
      return as(call, overrideCase({ ...act.request, second }, context));
    case 'job.reprint':
      return as(call, reprintCase({ ...act.request, second }, context));
    case 'service.add':
      return as(call, changeServicesCase(act.request, { act: 'add', service: act.request.service }, context));
    case 'service.renew': {
      const { serviceId, until } = act.request;
      return as(call, changeServicesCase(act.request, { act: 'renew', serviceId, until }, context));
    }
    case 'service.withdraw':
      return as(call, changeServicesCase(act.request, { act: 'withdraw', serviceId: act.request.serviceId }, context));
    case 'stock.receive':
      return as(call, putToTwo(receiveBoxDeed({ ...act.request, second }, context), context));
    case 'stock.destroy':
      return as(call, putToTwo(destroyBlanksDeed({ ...act.request, second }, context), context));
    case 'stock.sendBack':
      return as(call, putToTwo(sendBackDeed({ ...act.request, second }, context), context));
    case 'stock.addPeer': {
      const deed = addPeerDeed({ ...act.request, second }, context);
      return deed.ok ? as(call, putToTwo(deed.value, context)) : deed;
    }
    case 'stock.transferOut': {
      const signer = station.keys.signer('stock', 'Ed25519');
      if (!signer.ok) return signer;
      return as(
        call,
        putToTwo(transferOutDeed({ ...act.request, second }, { ...context, signer: signer.value }), context),
      );
    }
    case 'stock.lose':
      return as(call, putToTwo(loseBlankDeed({ ...act.request, second }, context), context));
    case 'stock.find':
      return as(call, putToTwo(findBlankDeed({ ...act.request, second }, context), context));
    case 'stock.explain':
      return as(call, putToTwo(explainDifferenceDeed({ ...act.request, second }, context), context));
    case 'account.changeRole':
      return as(call, putToTwo(changeRoleDeed({ ...act.request, second }, context), context));
    case 'account.disable':
      return as(call, putToTwo(disableAccountDeed({ ...act.request, second }, context), context));
    case 'account.enable':
      return as(call, putToTwo(enableAccountDeed({ ...act.request, second }, context), context));
    case 'account.unlock':
      return as(call, putToTwo(unlockAccountDeed({ ...act.request, second }, context), context));
    case 'account.removeFactor':
      return as(call, putToTwo(removeFactorDeed({ ...act.request, second }, context), context));
    case 'account.loseCard':
      return as(call, putToTwo(loseCardDeed({ ...act.request, second }, context), context));
    default:
      return assertNever(call);
  }
}

/** What came of it under the name of its call, so that whoever reads it knows what it is. */
function as<N extends CallName, T>(
  call: N,
  asked: Result<CaseByTwo<T>>,
): Result<CaseByTwo<{ readonly call: N; readonly value: T }>> {
  return followedBy(asked, (value) => ok({ call, value }));
}
