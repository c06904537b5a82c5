/** What a command works with: the same calls as the window, signed in as somebody. */

import type { CallInput, CallName, CallOutput } from '../../../shared/contract.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { KeyTarget } from '../audit-key.ts';
import type { Chooser } from '../chooser.ts';
import type { CommandForm, Invocation } from './arguments.ts';

export interface Desk {
  readonly folder: string;
  /** Where `resources/` lies. */
  readonly root: string;
  readonly language: Language;
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>;
  /** A consistent copy of the database, for whoever may take one. */
  backUp(toFile: string): Promise<Result<void>>;
  /** Hands the log over to a new key, by two people. */
  changeAuditKey(target: KeyTarget, second: SecondPerson): Promise<Result<{ readonly verifierKey: string }>>;
  /** The same data folder, signed in as `--second`. */
  second(): Promise<Result<Desk>>;
  /** Account and password of `--second`, for an act that two people answer for. */
  secondPerson(): Promise<Result<SecondPerson>>;
  /** A secret that a command asks for: line `order` of `--password-fd`, from 0, or typed; twice where it is `chosen`. */
  secret(label: string, order: number, chosen?: 'chosen'): Promise<Result<string>>;
  /** The PIN of the card that is set up for somebody, typed by them; empty where nobody is there. */
  cardPin(account: string): Promise<string>;
  /** Tells the person what is going on while a command runs; never on standard output. */
  say(line: string): void;
}

/** What a command answers: the value for `--json` and lines for a person. */
export interface Answer {
  readonly json: unknown;
  readonly lines: readonly string[];
  /** 3 = done, but something in it was refused. */
  readonly exitCode?: 0 | 3;
}

/** Which data folder a command opens: none, one to read beside an open window, or one to change alone. */
export type Opens = 'nothing' | 'reading' | 'writing';

export interface Command extends CommandForm {
  readonly summary: { readonly zh: string; readonly en: string };
  readonly opens: Opens | ((invocation: Invocation<CommandForm>) => Opens);
  /** Takes `--writer`: it may touch a chip. */
  readonly usesWriter?: true;
  /** Takes `--printer` and `--printer-profile`: it may feed a card. */
  readonly usesPrinter?: true;
  /** Acts before anybody can sign in, by a sealed code. */
  readonly signsIn?: false;
  /** In the training office: who acts when `--as` is not given. */
  readonly actsAs?: string;
  run(desk: Desk, invocation: Invocation<Command>): Promise<Result<Answer>>;
}

/** Files named on the command line take the place of the window's dialogs. */
export function chooserFromOptions(path: string | undefined): Chooser {
  const given = (): Promise<string | null> => Promise.resolve(path ?? null);
  return { openFile: given, saveFile: given, folder: given };
}

/** Opens the case with this application number. */
export async function openByNumber(desk: Desk, number: string): Promise<Result<ApplicationView>> {
  const page = await desk.call('queue.list', { view: 'all', text: number, offset: 0, limit: 50 });
  if (!page.ok) return page;
  const row = page.value.rows.find((candidate) => candidate.number === number);
  if (row === undefined) return fail('notFound', { what: number });
  return desk.call('application.open', { applicationId: row.id });
}

/** The card of the case with this application number. Fails with `notFound`, as where there is no such case. */
export async function cardOf(desk: Desk, number: string): Promise<Result<Card>> {
  const opened = await openByNumber(desk, number);
  if (!opened.ok) return opened;
  const { card } = opened.value;
  return card === null ? fail('notFound', { what: `${number}: card` }) : ok(card);
}
