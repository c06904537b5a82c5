/** One desk: who is signed in, and the dispatch that acts for them. */

import { fail, ok } from '../../shared/result.ts';
import { answeredByWhoAsked, type Chooser } from './chooser.ts';
import type { HolderScreen } from './holder-screen.ts';
import { createDispatch, type Dispatch } from './dispatch.ts';
import { createHandlers, type DeskSession } from './handlers.ts';
import { permitAt } from './permit.ts';
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
    permit: permitAt(station, session),
    logSize: () => station.store.treeHead()?.size ?? 0,
    mayChange: station.mode === 'write' ? ok(undefined) : fail('storage.locked', { path: station.folder, holder: '' }),
  };
  const chooser = answeredByWhoAsked(options.chooser, () =>
    JSON.stringify([session.account?.name, session.sessionId, session.isLocked]),
  );
  const handlers = createHandlers(station, session, { ...options, chooser });
  return { session, dispatch: createDispatch(handlers, gate, station.log) };
}
