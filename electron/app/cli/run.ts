/** From the words of a command line to an exit code: parse, open the data folder, sign in, run, print. */

import { describeUsage } from './usage.ts';
import { commands } from './commands.ts';
import { chooserFromOptions, type Answer, type Command, type Desk, type Opens } from './desk.ts';
import { parseInvocation, type Invocation } from './arguments.ts';
import { pinSource, passwordSource, type PasswordSource } from './passwords.ts';
import { printAnswer, printFailure } from './output.ts';
import { defaultDataFolder, hasDatabase } from '../data-folder.ts';
import { openLog } from '../log.ts';
import { recordedBackup } from '../on-record.ts';
import { openWorkstation, type Workstation } from '../workstation.ts';
import { requirePermission } from '../../core/access/permissions.ts';
import { openDesk } from '../desk-session.ts';
import { actorOf } from '../permit.ts';
import { readTrainingAccounts } from '../training.ts';
import { readSettings } from '../settings.ts';
import { parsePrinterChoice, printerOfDesk } from '../printer-choice.ts';
import { parseWriterChoice, writerOfDesk } from '../writer-choice.ts';
import type { Account } from '../../../shared/model/account.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Language } from '../../../shared/messages/texts.ts';

/** Exit codes: 0 done, 1 failed, 2 the words are wrong, 3 done but something in it was refused. */
export async function runCommandLine(words: readonly string[], root: string): Promise<number> {
  const asJson = words.includes('--json');
  if (words.length === 0 || words[0] === 'help' || words.includes('--help')) {
    process.stdout.write(describeUsage(words, preferredLanguage(undefined)));
    return 0;
  }
  const parsed = parseInvocation(words, commands);
  if (!parsed.ok) {
    printFailure(parsed.error, preferredLanguage(undefined), asJson);
    return 2;
  }
  const invocation = parsed.value;
  const folder = invocation.text('data') ?? defaultDataFolder();
  const language = preferredLanguage(invocation.text('lang'));
  const answered = await answerOf({ folder, root, language }, invocation);
  if (!answered.ok) {
    printFailure(answered.error, language, asJson);
    return answered.error.kind === 'usage' ? 2 : 1;
  }
  printAnswer(answered.value, asJson);
  return answered.value.exitCode ?? 0;
}

interface Place {
  readonly folder: string;
  readonly root: string;
  readonly language: Language;
}

/** A bug is logged in the data folder and answered by its reference, as in the window; without a folder it shows itself. */
async function answerOf(place: Place, invocation: Invocation<Command>): Promise<Result<Answer>> {
  try {
    return await runIn(place, invocation);
  } catch (bug) {
    if (!hasDatabase(place.folder)) throw bug;
    return fail('internal', { reference: openLog(place.folder).bug(invocation.command.name, bug) });
  }
}

async function runIn(place: Place, invocation: Invocation<Command>): Promise<Result<Answer>> {
  const { folder, root } = place;
  const { command } = invocation;
  const opens: Opens = typeof command.opens === 'function' ? command.opens(invocation) : command.opens;
  if (opens === 'nothing') return command.run(deskWithoutFolder(place), invocation);
  const wish = command.usesWriter === true ? invocation.text('writer') : undefined;
  const writer = wish === undefined ? ok(writerOfDesk(readSettings(folder).writer)) : parseWriterChoice(wish);
  if (!writer.ok) return writer;
  const printerWish = command.usesPrinter === true ? invocation.text('printer') : undefined;
  const printer =
    printerWish === undefined ? ok(printerOfDesk(readSettings(folder).printer)) : parsePrinterChoice(printerWish);
  if (!printer.ok) return printer;
  const printerProfile = command.usesPrinter === true ? invocation.text('printer-profile') : undefined;
  const opened = await openWorkstation({
    folder,
    root,
    mode: opens === 'writing' ? 'write' : 'read',
    holder: `starcard ${command.name}, PID ${process.pid}`,
    program: command.name,
    deviceSpeed: 'device',
    writer: writer.value,
    printer: printer.value,
    ...(printerProfile === undefined ? {} : { printerProfile }),
    pin: pinSource(invocation.text('pin-fd')),
    publish: () => undefined,
  });
  if (!opened.ok) return opened;
  try {
    const desk = await signedIn(opened.value, place, invocation);
    return desk.ok ? await command.run(desk.value, invocation) : desk;
  } finally {
    await opened.value.close();
  }
}

async function signedIn(
  station: Workstation,
  { root, language }: Place,
  invocation: Invocation<Command>,
): Promise<Result<Desk>> {
  const { command, text } = invocation;
  const training = station.profile.live ? null : readTrainingAccounts(station.folder);
  const passwords = passwordSource(
    text('password-fd'),
    training === null ? null : new Map(training.map(({ name, password }) => [name, password])),
  );
  const chooser = chooserFromOptions(text('out') ?? text('photo') ?? invocation.positionals[0]);

  /** Account, password and the second factor that is set up for it. */
  async function credentialsOf(account: string, order: 0 | 1): Promise<Result<SecondPerson>> {
    const password = await passwords.password(account, order);
    if (!password.ok) return password;
    const factor = await factorOf(station.store.account(account), passwords, order);
    return ok({ account, password: password.value, ...factor });
  }

  async function deskOf(account: string, order: 0 | 1): Promise<Result<Desk>> {
    const credentials = await credentialsOf(account, order);
    if (!credentials.ok) return credentials;
    const desk = openedDesk();
    const signedInAs = await desk.call('session.signIn', credentials.value);
    return signedInAs.ok ? ok(desk) : signedInAs;
  }

  /** Nobody is signed in yet. */
  function openedDesk(): Desk {
    const { dispatch, session } = openDesk(station, { chooser, version: '', electron: '', forProduction: true });
    return {
      folder: station.folder,
      root,
      language,
      call: dispatch.call,
      async backUp(toFile) {
        const actor = actorOf(session);
        const permitted = requirePermission(actor, 'storage.backup');
        if (!permitted.ok) return permitted;
        return actor === null ? fail('access.signInRequired', {}) : recordedBackup(station, actor, toFile);
      },
      async changeAuditKey(target, second) {
        const actor = actorOf(session);
        return actor === null ? fail('access.signInRequired', {}) : station.changeAuditKey(actor, target, second);
      },
      say,
      second: () => {
        const second = text('second');
        return second === undefined ? Promise.resolve(fail('usage', { problem: '--second' })) : deskOf(second, 1);
      },
      cardPin: (owner) => passwords.pin(owner, 2),
      async secondPerson() {
        const other = text('second');
        return other === undefined ? fail('usage', { problem: '--second' }) : credentialsOf(other, 1);
      },
      secret: (label, order, chosen) => passwords.secret(label, order, chosen === 'chosen'),
    };
  }

  if (command.signsIn === false) return ok(openedDesk());
  // Only the training office has accounts whose passwords lie in its folder; elsewhere somebody must say who acts.
  const account = text('as') ?? (training === null ? undefined : command.actsAs);
  return account === undefined ? fail('usage', { problem: '--as' }) : deskOf(account, 0);
}

/** What an account asks for beside its password, where somebody is there to give it. */
async function factorOf(
  account: Account | undefined,
  passwords: PasswordSource,
  order: 0 | 1,
): Promise<{ readonly code?: string; readonly pin?: string }> {
  if (account === undefined) return {};
  if (account.cardKey !== null) {
    const pin = await passwords.pin(account.name, order);
    return pin === '' ? {} : { pin };
  }
  const code = account.totpSalt === null ? '' : await passwords.code(account.name, order);
  return code === '' ? {} : { code };
}

function deskWithoutFolder(place: Place): Desk {
  const refuse = (): Promise<Result<never>> => Promise.resolve(fail('access.signInRequired', {}));
  return {
    ...place,
    call: refuse,
    backUp: refuse,
    changeAuditKey: refuse,
    second: refuse,
    secondPerson: refuse,
    secret: refuse,
    cardPin: () => Promise.resolve(''),
    say,
  };
}

function say(line: string): void {
  process.stderr.write(line + '\n');
}

/** `--lang`, else the terminal's own language, else Chinese first. */
function preferredLanguage(wish: string | undefined): Language {
  if (wish === 'zh' || wish === 'en') return wish;
  const locale = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '';
  return locale === '' || locale.startsWith('zh') ? 'zh' : 'en';
}
