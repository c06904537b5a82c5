/** One row of the table of permissions. */

import type { Role } from '../../../shared/model/account.ts';

export interface Permission {
  readonly roles: readonly Role[];
  /** True: also before anybody has signed in. */
  readonly open?: true;
  /** A second person who holds the permission too signs in on the spot; the database knows these acts by name. */
  readonly byTwo?: true;
  readonly reason: string;
}
