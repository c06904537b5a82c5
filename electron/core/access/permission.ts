/** One row of the table of permissions, and the roles that stand in many of them. */

import type { Role } from '../../../shared/model/account.ts';

export interface Permission {
  readonly roles: readonly Role[];
  /** True: also before anybody has signed in. */
  readonly open?: true;
  /** A second person who holds the permission too signs in on the spot; the database knows these acts by name. */
  readonly byTwo?: true;
  readonly reason: string;
}

export const everybody: readonly Role[] = ['administrator', 'supervisor', 'officer', 'auditor'];
/** Who works on cards. */
export const desk: readonly Role[] = ['officer', 'supervisor'];
/** Who may look at cases and cards: the desk, and whoever audits it. */
export const readers: readonly Role[] = ['officer', 'supervisor', 'auditor'];
/** Who looks after accounts and devices: the first two of an office, so that it can work from its first day. */
export const managers: readonly Role[] = ['administrator', 'supervisor'];
