/** Which entry each change of an account leaves in the log: written by it, and compared with it by `diagnose`. */

import type { AuditEvent } from '../../../shared/model/audit.ts';
import type { AccountAct } from './ports.ts';

type AccountEvent = Extract<AuditEvent, { subject: { kind: 'account' } }>['action'];

/** But for the first start, whose accounts are made together and stand in the entry of its code. */
export const accountEntries = {
  create: 'account.created',
  changeRole: 'account.roleChanged',
  disable: 'account.disabled',
  enable: 'account.enabled',
  resetPassword: 'account.passwordReset',
  unlock: 'account.unlocked',
  removeFactor: 'account.factorRemoved',
  enrolCard: 'account.cardEnrolled',
  loseCard: 'account.cardLost',
  ownPassword: 'account.passwordChanged',
  ownFactor: 'account.factorAdded',
  recover: 'account.recovered',
} as const satisfies Readonly<Record<Exclude<AccountAct, 'firstStart'>, AccountEvent>>;
