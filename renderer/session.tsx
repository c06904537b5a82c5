/** Who is signed in, where, and what they may do. */

import { createContext, useContext } from 'react';
import type { CallName } from '../shared/contract.ts';
import type { Session } from '../shared/model/issue.ts';

export interface SessionAccess {
  readonly session: Session;
  replace(session: Session): void;
  /** Chinese to English and back; remembered by the app. */
  toggleLanguage(): void;
}

export const SessionContext = createContext<SessionAccess | null>(null);

export function useSession(): SessionAccess {
  const access = useContext(SessionContext);
  if (access === null) throw new Error('useSession outside of SessionContext');
  return access;
}

/** Whether the signed-in person may make the call. Decides what is offered; core decides what is done. */
export function useMay(): (name: CallName) => boolean {
  const { session } = useSession();
  return (name) => session.permissions.includes(name);
}
