/** One desk: who is signed in, and the dispatch that acts for them. */

import type { CallName } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import { mayCall, type DeskState } from '../core/access/gate.ts';
import { requirePermission } from '../core/access/permissions.ts';
import type { Actor } from '../core/ports.ts';
import type { Chooser } from './chooser.ts';
import type { HolderScreen } from './holder-screen.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import { createHandlers, type DeskSession } from './handlers.ts';
import type { Workstation } from './workstation.ts';

export interface DeskOptions {
  readonly chooser: Chooser;
  /** Of the holder, beside the desk; none where left out. */
  readonly holderScreen?: HolderScreen;
  readonly version: string;
  readonly electron: string;
  readonly forProduction: boolean;
}

export interface OpenDesk {
  readonly session: DeskSession;
  readonly dispatch: Dispatch;
}

export function openDesk(station: Workstation, options: DeskOptions): OpenDesk {
  const session: DeskSession = { account: null, sessionId: null, isLocked: false };
  const gate = {
    permit(name: CallName) {
      const open = mayCall(name, stateOf(session), station.store);
      return open.ok ? requirePermission(actorOf(session), name) : open;
    },
    logSize: () => station.store.treeHead()?.size ?? 0,
    mayChange: station.mode === 'write' ? ok(undefined) : fail('storage.locked', { path: station.folder, holder: '' }),
  };
  return { session, dispatch: createDispatch(createHandlers(station, session, options), gate, station.log) };
}

export function actorOf({ account }: DeskSession): Actor | null {
  return account === null ? null : { account: account.name, role: account.role };
}

function stateOf({ account, sessionId, isLocked }: DeskSession): DeskState | null {
  return account === null ? null : { account: account.name, sessionId, isLocked };
}
