/** The calls about the profile: what is in force, what a file would change, and the change by two people. */

import { readFile, stat } from 'node:fs/promises';
import { profileLimitBytes } from '../../shared/model/signed-profile.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { codeOf } from '../adapters/system/error-code.ts';
import { closeKeys, openKeys } from '../core/keys/key-session.ts';
import type { Actor } from '../core/ports.ts';
import { changeProfile, offerProfile, viewProfile, type ProfileContext } from '../core/profile/change-profile.ts';
import type { Chooser } from './chooser.ts';
import type { Handlers } from './dispatch.ts';
import { profileTrust } from './folder-profile.ts';
import type { Workstation } from './workstation.ts';

type ProfileCalls = Pick<
  Handlers,
  'profile.view' | 'profile.chooseAndCheck' | 'profile.change' | 'keys.open' | 'keys.close'
>;

export function profileCalls(station: Workstation, chooser: Chooser, actor: () => Actor): ProfileCalls {
  const context = (): ProfileContext => ({
    ...station.serviceContext(actor()),
    ...profileTrust,
    running: station.inForce,
  });

  return {
    'profile.view': () => viewProfile(context()),
    async 'profile.chooseAndCheck'() {
      const asked = context();
      const path = await chooser.openFile('profile');
      if (path === null) return ok(null);
      const jws = await readProfileFile(path);
      return jws.ok ? offerProfile(jws.value, asked) : jws;
    },
    'profile.change': (input) => changeProfile(input, context()),
    'keys.open': (input) => openKeys(input, station.stockContext(actor())),
    'keys.close': () => closeKeys(station.stockContext(actor())),
  };
}

/** The one line of a `.profile` file. Fails with `file.unreadable`. */
export async function readProfileFile(path: string): Promise<Result<string>> {
  try {
    if ((await stat(path)).size > profileLimitBytes) return fail('file.unreadable', { path, reason: 'too large' });
    return ok((await readFile(path, 'utf8')).trim());
  } catch (thrown) {
    return fail('file.unreadable', { path, reason: codeOf(thrown) });
  }
}
