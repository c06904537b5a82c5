/** People and their accounts: sessions, guesses that lock out, roles, passwords, accounts that come and go. */

import {
  changeRole,
  createAccount,
  disableAccount,
  enableAccount,
  removeFactor,
  resetPassword,
  sealBreakGlass,
  unlockAccount,
} from '../../../../electron/core/access/accounts.ts';
import { recoverAccount } from '../../../../electron/core/access/first-start.ts';
import { beginTotp, changePassword, confirmTotp } from '../../../../electron/core/access/own-account.ts';
import { endShift, lockScreen, signIn, signOut, unlockScreen } from '../../../../electron/core/access/session.ts';
import { stepAt, totpCode, totpSecret } from '../../../../electron/core/access/totp.ts';
import { accountSchema, type Account } from '../../../../shared/model/account.ts';
import type { Result } from '../../../../shared/result.ts';
import { must } from '../../office.ts';
import { at, codeOf, nothing, second, shown, somebody, type Acts, type Outcome, type Scene } from '../choose.ts';
import type { ModelContext } from '../model-office.ts';

const managers = ['administrator', 'supervisor'] as const;
const everybody = ['officer', 'supervisor', 'administrator', 'auditor'] as const;

export const accountActs: Acts = {
  signIn: {
    weight: 3,
    run(scene) {
      const account = scene.dice.of(scene.office.store.accounts())?.name ?? 'nobody';
      const password = scene.dice.chance(0.9) ? passwordOf(scene, account) : 'mistyped';
      return signIn({ account, password, ...codeOf(scene, account) }, at(scene));
    },
  },
  guess: { weight: 1, run: guess },
  leave: {
    weight: 2,
    run(scene) {
      const context = at(scene, everybody);
      return (scene.dice.of([signOut, endShift, lockScreen]) ?? signOut)(context.actor, context);
    },
  },
  comeBack: {
    weight: 1,
    run(scene) {
      const context = at(scene, everybody);
      return unlockScreen(context.actor, { password: passwordOf(scene, context.actor.account) }, context);
    },
  },
  createAccount: {
    weight: 0.5,
    async run(scene) {
      const { dice, office, town } = scene;
      const name = accountSchema.shape.name.parse(`clerk${dice.chance(0.8) ? town.next++ : dice.below(town.next)}`);
      const role = dice.of(everybody) ?? 'officer';
      const input = { name, displayName: 'A clerk', role, second: second(scene, managers) };
      const made = await createAccount(input, at(scene, managers));
      if (made.ok) office.passwords.set(name, made.value.password);
      return made;
    },
  },
  changeRole: {
    weight: 0.5,
    run: (scene) =>
      onAccount(scene, (account, context) => {
        const role = scene.dice.of(['officer', 'officer', 'supervisor', 'auditor'] as const) ?? 'officer';
        return changeRole({ ...account, role, second: second(scene, managers) }, context);
      }),
  },
  disable: {
    weight: 0.5,
    run: (scene) =>
      onAccount(scene, (account, context) => disableAccount({ ...account, second: second(scene, managers) }, context)),
  },
  enable: {
    weight: 2,
    run: (scene) =>
      onAccount(
        scene,
        (account, context) => enableAccount({ ...account, second: second(scene, managers) }, context),
        ({ disabled }) => disabled,
      ),
  },
  unlock: {
    weight: 2,
    run: (scene) =>
      onAccount(
        scene,
        (account, context) => unlockAccount({ ...account, second: second(scene, managers) }, context),
        ({ lockedUntil }) => lockedUntil !== null,
      ),
  },
  authenticator: {
    weight: 0.5,
    run(scene) {
      const { office, town, dice } = scene;
      const context = at(scene, everybody);
      const { account } = context.actor;
      const begun = beginTotp({ ...context, issuer: office.name });
      if (!begun.ok) return begun;
      const { salt } = begun.value;
      const secret = must(totpSecret(context.keyDeriver, account, salt));
      const code = dice.chance(0.9) ? totpCode(secret, stepAt(town.clock.now())) : '000000';
      return confirmTotp({ salt, code, password: passwordOf(scene, account) }, context);
    },
  },
  removeFactor: {
    weight: 1,
    run: (scene) =>
      onAccount(
        scene,
        (account, context) => removeFactor({ ...account, second: second(scene, managers) }, context),
        ({ totpSalt }) => totpSalt !== null,
      ),
  },
  seal: {
    weight: 0.5,
    async run(scene) {
      const sealed = await sealBreakGlass({ second: second(scene, managers) }, at(scene, managers));
      if (sealed.ok) scene.town.envelopes.set(scene.office.name, sealed.value.code);
      return sealed;
    },
  },
  // The code stays in the envelope: somebody may try it a second time.
  breakGlass: {
    weight: 0.5,
    async run(scene) {
      const { office, town, dice } = scene;
      const code = town.envelopes.get(office.name);
      if (code === undefined) return nothing;
      const account = dice.of(office.store.accounts())?.name ?? 'nobody';
      const before = office.store.sealedCode('breakGlass');
      const opened = await recoverAccount({ account, code }, at(scene));
      if (opened.ok && before === undefined) throw new Error('a code without an envelope opened an account');
      if (opened.ok) office.passwords.set(account, opened.value.password);
      return opened;
    },
  },
  resetPassword: {
    weight: 0.5,
    run: (scene) =>
      onAccount(scene, async (account, context) => {
        const given = await resetPassword({ ...account, second: second(scene, managers) }, context);
        if (given.ok) scene.office.passwords.set(account.name, given.value.password);
        return given;
      }),
  },
  changePassword: {
    weight: 3,
    async run(scene) {
      const { office, dice, town } = scene;
      const due = office.store.accounts().find((one) => one.mustChangePassword && !one.disabled);
      const { account } = due === undefined ? somebody(scene, everybody) : { account: due.name };
      if (due === undefined && dice.chance(0.7)) return nothing;
      const next = `a phrase of ${town.next++} words nobody guesses`;
      const current = dice.chance(0.9) ? passwordOf(scene, account) : 'mistyped';
      const changed = await changePassword({ current, next }, office.context(office.actor(account)));
      if (changed.ok) office.passwords.set(account, next);
      return changed;
    },
  },
};

function passwordOf({ office }: Scene, account: string): string {
  return office.passwords.get(account) ?? '';
}

/** Somebody tries passwords until the account is locked; from then on the right one is no use either. */
async function guess(scene: Scene): Promise<Result<unknown>> {
  const { account } = somebody(scene, everybody);
  let answer = await signIn({ account, password: 'guess 0' }, at(scene));
  for (let tries = 1; tries < 6; tries += 1) answer = await signIn({ account, password: `guess ${tries}` }, at(scene));
  const locked = await signIn({ account, password: passwordOf(scene, account), ...codeOf(scene, account) }, at(scene));
  if (locked.ok) throw new Error(`${account} was let in after six guesses`);
  return answer;
}

function onAccount(
  scene: Scene,
  work: (account: Pick<Account, 'name' | 'revision'>, context: ModelContext) => Outcome,
  which: (account: Account) => boolean = () => true,
): Outcome {
  const found = scene.dice.of(scene.office.store.accounts().filter(which));
  if (found === undefined) return nothing;
  const { name, revision } = shown(scene, found);
  return work({ name, revision }, at(scene, managers));
}
