/** Whether a call may be made at a desk right now: by its state, then by the role of whoever is signed in. Default deny. */

import type { CallName } from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import { mayCall, type DeskState } from '../core/access/gate.ts';
import { requirePermission } from '../core/access/permissions.ts';
import type { Actor } from '../core/ports.ts';
import type { DeskSession } from './handlers.ts';
import type { Workstation } from './workstation.ts';

/** Asked by the door for every call, and for each act of a sitting as if it were called alone. */
export function permitAt(station: Pick<Workstation, 'store'>, session: DeskSession): (name: CallName) => Result<void> {
  return (name) => {
    const open = mayCall(name, stateOf(session), station.store);
    return open.ok ? requirePermission(actorOf(session), name) : open;
  };
}

export function actorOf({ account }: DeskSession): Actor | null {
  return account === null ? null : { account: account.name, role: account.role };
}

function stateOf({ account, sessionId, isLocked }: DeskSession): DeskState | null {
  return account === null ? null : { account: account.name, role: account.role, sessionId, isLocked };
}
