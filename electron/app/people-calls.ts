/** What the calls about people do: sessions at this desk, accounts, the first start, the way back in. */

import type { Session } from '../../shared/model/issue.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { systemClock } from '../adapters/system/clock.ts';
import {
  changeRole,
  createAccount,
  disableAccount,
  enableAccount,
  listAccounts,
  removeFactor,
  resetPassword,
  sealBreakGlass,
  unlockAccount,
} from '../core/access/accounts.ts';
import { codeSheet } from '../core/access/code-sheet.ts';
import { recoverAccount, startOffice } from '../core/access/first-start.ts';
import { writeWhole } from '../adapters/system/write-whole.ts';
import { qrRows } from '../adapters/symbols/qr.ts';
import { beginTotp, changePassword, confirmTotp } from '../core/access/own-account.ts';
import { enrolCard, loseCard, proveCard } from '../core/officer-card/enrol.ts';
import { endShift, lockScreen, signIn, signOut, unlockScreen } from '../core/access/session.ts';
import { checkPassword } from '../core/access/sign-in.ts';
import { system } from '../core/access/system-actor.ts';
import type { Actor } from '../core/ports.ts';
import type { Chooser } from './chooser.ts';
import type { DeskSession } from './handlers.ts';
import type { Handlers } from './dispatch.ts';
import { readSettings } from './settings.ts';
import type { Workstation } from './workstation.ts';

interface PeopleParts {
  readonly station: Workstation;
  readonly session: DeskSession;
  readonly chooser: Chooser;
  actor(): Actor;
  /** The session as it is now, told to the page. */
  changed(): Result<Session>;
  /** What this person looked at so far. */
  readonly looks: { forget(): void };
}

type PeopleName = Extract<
  keyof Handlers,
  `account.${string}` | `code.${string}` | `office.${string}` | 'session.signIn' | 'session.signOut'
>;
type Lock = 'session.lock' | 'session.unlock' | 'session.endShift';

export function peopleCalls(parts: PeopleParts): Pick<Handlers, PeopleName | Lock> {
  const { station, chooser, actor, changed } = parts;
  const context = () => station.serviceContext(actor());
  const beforeSignIn = () => station.serviceContext(system);

  return {
    ...sessionCalls(parts),
    'account.list': () => listAccounts(context()),
    'account.create': (input) => createAccount(input, context()),
    'account.changeRole': (input) => changeRole(input, context()),
    'account.disable': (input) => disableAccount(input, context()),
    'account.enable': (input) => enableAccount(input, context()),
    'account.unlock': (input) => unlockAccount(input, context()),
    'account.removeFactor': (input) => removeFactor(input, context()),
    'account.proveCard': (input) => proveCard(input, context()),
    'account.enrolCard': (input) => enrolCard(input, context()),
    'account.loseCard': (input) => loseCard(input, context()),
    'account.resetPassword': (input) => resetPassword(input, context()),
    'account.seal': (input) => sealBreakGlass(input, context()),
    async 'account.changePassword'(input) {
      const done = await changePassword(input, context());
      if (done.ok) changed();
      return done;
    },
    async 'account.beginTotp'() {
      const begun = beginTotp({ ...context(), issuer: `Starcard ${station.profile.office}` });
      return begun.ok ? ok({ ...begun.value, symbol: await qrRows(begun.value.address) }) : begun;
    },
    async 'account.confirmTotp'(input) {
      const done = await confirmTotp(input, context());
      if (done.ok) changed();
      return done;
    },
    async 'office.firstStart'(input) {
      const started = await startOffice(input, beforeSignIn());
      if (started.ok) changed();
      return started;
    },
    'account.recover': (input) => recoverAccount(input, beforeSignIn()),
    async 'code.chooseAndSaveSheet'(input) {
      // After the first start nobody has signed in yet.
      const by = parts.session.account === null ? beforeSignIn() : context();
      const path = await chooser.saveFile('code', 'starcard-code.pdf');
      if (path === null) return ok(null);
      const sheet = codeSheet(input, by);
      if (!sheet.ok) return sheet;
      const written = writeWhole(path, await station.papers.code(sheet.value));
      return written.ok ? ok({ file: path }) : written;
    },
  };
}

function sessionCalls({
  station,
  session,
  actor,
  changed,
  looks,
}: PeopleParts): Pick<Handlers, 'session.signIn' | 'session.signOut' | Lock> {
  const { store } = station;
  const clock = systemClock;

  function left(): Result<Session> {
    Object.assign(session, { account: null, sessionId: null, isLocked: false });
    looks.forget();
    store.closeIndex();
    return changed();
  }

  return {
    async 'session.signIn'(input) {
      const context = station.serviceContext(system);
      const signedIn = station.mode === 'write' ? await signIn(input, context) : await onlyChecked(input, context);
      if (!signedIn.ok) return signedIn;
      const { name, displayName, role } = signedIn.value.account;
      const { sessionId } = signedIn.value;
      // One desk, one person: whoever sat here before is signed out by it.
      const isOther = session.account !== null && session.account.name !== name && session.sessionId !== null;
      const former = isOther ? signOut(actor(), { store, clock }) : ok(undefined);
      if (!former.ok) return former;
      Object.assign(session, { account: { name, displayName, role }, sessionId, isLocked: false });
      looks.forget();
      store.openIndex();
      return changed();
    },
    'session.signOut'() {
      if (session.account !== null && station.mode === 'write') {
        const recorded = signOut(actor(), { store, clock });
        if (!recorded.ok) return recorded;
      }
      return left();
    },
    'session.lock'() {
      if (session.isLocked) return fail('access.screenLocked', {});
      // Whatever becomes of the entry: a disk that is full leaves nobody's data on the screen.
      session.isLocked = true;
      const locked = lockScreen(actor(), { store, clock });
      const now = changed();
      return locked.ok ? now : locked;
    },
    async 'session.unlock'(input) {
      const { sessionId } = session;
      const back = await unlockScreen(actor(), input, station.serviceContext(system));
      if (!back.ok) return back;
      // Comparing takes its time: by now it may be somebody else's screen that is locked.
      if (session.sessionId !== sessionId) return fail('access.sessionEnded', {});
      session.isLocked = false;
      return changed();
    },
    'session.endShift'() {
      const ended = endShift(actor(), { store, clock });
      return ended.ok ? left() : ended;
    },
  };
}

/** Beside another program, which alone may write: no session begins, and nothing is counted. */
async function onlyChecked(input: Parameters<typeof checkPassword>[0], context: Parameters<typeof checkPassword>[1]) {
  const checked = await checkPassword(input, context);
  return checked.ok ? ok({ account: checked.value, sessionId: null }) : checked;
}

type PeopleOfSession = Pick<
  Session,
  | 'locked'
  | 'mustChangePassword'
  | 'firstStart'
  | 'hasTotp'
  | 'hasCard'
  | 'shiftStartedAt'
  | 'idleLockSeconds'
  | 'overrideByTwo'
>;

/** What the page knows of who is signed in and of the office's people. */
export function peopleOf({ store, profile, folder }: Workstation, { account, isLocked }: DeskSession): PeopleOfSession {
  const own = account === null ? undefined : store.account(account.name);
  const { idleLockSeconds, overrideByTwo } = profile.staffing;
  return {
    locked: isLocked,
    mustChangePassword: own?.mustChangePassword ?? false,
    firstStart: store.sealedCode('firstStart') !== undefined,
    hasTotp: own !== undefined && own.totpSalt !== null,
    hasCard: own !== undefined && own.cardKey !== null,
    shiftStartedAt: account === null ? null : (store.openShift(account.name)?.startedAt ?? null),
    idleLockSeconds: Math.min(idleLockSeconds, readSettings(folder).idleLockSeconds ?? idleLockSeconds),
    overrideByTwo,
  };
}
