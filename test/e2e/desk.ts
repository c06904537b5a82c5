// What a person does at the desk, in the person's own steps: found by what is on the screen, waited for by what appears.

import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import type { CallInput, CallName, CallOutput } from '../../shared/contract.ts';
import type { Language } from '../../shared/messages/texts.ts';
import type { KindOfIssue } from '../../shared/model/approval.ts';
import type { PrinterFault } from '../../shared/model/device.ts';
import type { ReprintReason } from '../../shared/model/job.ts';
import type { QueueRow } from '../../shared/model/queue.ts';
import type { Result } from '../../shared/result.ts';
import { words } from './texts.ts';

export type Account = 'officer1' | 'officer2' | 'supervisor1' | 'administrator1';
export type ScreenName =
  'queue' | 'review' | 'issue' | 'custody' | 'audit' | 'devices' | 'batch' | 'stock' | 'day' | 'accounts' | 'persons';
type Finding = 'bothSidesPrinted' | 'noSidePrinted' | 'spoiled' | 'readChip';

/** One call of the page to the app, past the screens: for arranging a test, never for the step it proves. */
export async function ask<N extends CallName>(
  page: Page,
  name: N,
  input: CallInput<N>,
): Promise<Result<CallOutput<N>>> {
  const answer = await page.evaluate(([call, value]) => window.starcard.call(call, value), [name, input] as const);
  return answer as Result<CallOutput<N>>;
}

/** As `ask`, where a failure would be the test's own mistake. */
export async function fetchFrom<N extends CallName>(page: Page, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const answer = await ask(page, name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.kind}`);
  return answer.value;
}

/** The password that the training office shows beside the account. */
export async function shownPassword(page: Page, account: Account): Promise<string> {
  const shown = page.getByTestId('training-accounts').getByRole('listitem').filter({ hasText: account });
  return shown.locator('.training-secret .exact').nth(1).innerText();
}

/** The same from the program, for where it is not shown: beside an act of two, on a locked screen. */
export async function trainingPassword(page: Page, account: Account): Promise<string> {
  const { training } = await fetchFrom(page, 'session.current', {});
  const known = training?.find(({ name }) => name === account);
  if (known === undefined) throw new Error(`no training account ${account}`);
  return known.password;
}

export async function signIn(page: Page, account: Account): Promise<void> {
  const password = await shownPassword(page, account);
  await page.getByRole('textbox').first().fill(account);
  await page.locator('input[type="password"]').fill(password);
  await page.getByTestId('sign-in').click();
  await expect(page.getByRole('navigation')).toBeVisible();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByTestId('sign-out').click();
  await expect(page.getByTestId('sign-in')).toBeVisible();
}

export async function show(page: Page, screen: ScreenName): Promise<void> {
  await page.getByTestId(`nav-${screen}`).click();
  await expect(page.getByRole('main')).toHaveAttribute('data-screen', screen);
}

/** Switches to the language, where another one is shown. */
export async function speak(page: Page, language: Language): Promise<void> {
  const lang = language === 'zh' ? 'zh-CN' : 'en-GB';
  if ((await page.locator('html').getAttribute('lang')) !== lang) await page.keyboard.press('F2');
  await expect(page.locator('html')).toHaveAttribute('lang', lang);
}

export async function importSamples(page: Page): Promise<void> {
  await show(page, 'queue');
  await page.getByTestId('import-samples').click();
  await expect(page.getByTestId('import-outcome')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('import-outcome')).toBeHidden();
}

/** A case to review of each kind, whose card may be handed over today. Different kinds give different cases. */
export async function casesOf(page: Page, ...kinds: readonly KindOfIssue[]): Promise<readonly QueueRow[]> {
  const { rows } = await fetchFrom(page, 'queue.list', { view: 'toReview', offset: 0, limit: 200 });
  return Promise.all(kinds.map((kind) => firstReady(page, rows, kind)));
}

async function firstReady(page: Page, rows: readonly QueueRow[], kind: KindOfIssue): Promise<QueueRow> {
  for (const row of rows.filter((one) => one.kind === kind)) {
    const { warnings } = await fetchFrom(page, 'application.open', { applicationId: row.id });
    if (!warnings.some((warning) => warning.kind === 'validityStartsLater')) return row;
  }
  throw new Error(`no sample of kind ${kind} can be handed over today`);
}

/** Finds a case in a view of the queue by its number and opens it. */
export async function openCase(page: Page, view: QueueViewName, number: string): Promise<void> {
  await show(page, 'queue');
  await page.getByTestId(`view-${view}`).click();
  await page.getByTestId('queue-search').fill(number);
  // The list follows the typing after a moment; a row that is about to move is not pressed.
  await expect(page.getByTestId('queue-total')).toHaveText(/(^|\D)1(\D|$)/);
  await page.getByTestId('queue-table').getByRole('row').filter({ hasText: number }).click();
  await expect(page.getByTestId('application-number')).toHaveText(number);
}

type QueueViewName = 'toReview' | 'toIssue' | 'inWork' | 'attention' | 'custody' | 'all';

/** Ticks every warning of the case on the screen. */
export async function acknowledgeWarnings(page: Page): Promise<void> {
  for (const warning of await page.getByTestId('warnings').locator('label').all()) await warning.click();
}

export async function accept(page: Page, number: string, language: Language = 'zh'): Promise<void> {
  await openCase(page, 'toReview', number);
  await expect(preview(page)).toHaveAttribute('data-state', 'ready');
  await acknowledgeWarnings(page);
  await page.getByTestId('accept').click();
  await expectSaid(page, words(language, 'review.accepted', { number }));
}

/** The drawn faces of the card, or of the card in the tray. */
export function preview(page: Page): Locator {
  return page.locator('.card-preview');
}

export async function expectSaid(page: Page, sentence: string): Promise<void> {
  await expect(page.getByTestId('status-line')).toContainText(sentence);
}

/** Presses the one big button of the issue screen. */
export async function press(page: Page): Promise<void> {
  await page.getByTestId('primary-action').click();
}

export async function expectStage(page: Page, stage: string): Promise<void> {
  await expect(page.getByTestId('stage')).toHaveAttribute('data-stage', stage);
  await expect(page.getByTestId('running')).toBeHidden();
}

/** Opens an accepted case and goes on to the printed card in the tray: composed, encoded, printed. */
export async function makeCard(page: Page, number: string): Promise<void> {
  await openCase(page, 'toIssue', number);
  await pressThrough(page, 'compose', 'encode', 'print', 'verify');
}

/** Presses from the first stage to the last of these, each after the one before it is reached. */
export async function pressThrough(page: Page, ...stages: readonly [string, ...string[]]): Promise<void> {
  const [first, ...rest] = stages;
  await expectStage(page, first);
  for (const stage of rest) {
    await press(page);
    await expectStage(page, stage);
  }
}

/** The tray stands for the card in hand: opened to read, closed again before the number is typed. */
export async function lookIntoTray(page: Page): Promise<void> {
  // A card comes out when the device is done with it, whoever is looking.
  await expect.poll(() => fetchFrom(page, 'training.cardInTray', {})).not.toBeNull();
  await page.getByTestId('tray-show').click();
  await expect(page.getByTestId('tray-dialog').locator('.card-preview')).toHaveAttribute('data-state', 'ready');
  await page.getByTestId('tray-close').click();
  await expect(page.getByTestId('tray-dialog')).toBeHidden();
}

/** Types what was read from the plastic; the chip is inspected by the machine. */
export async function verify(page: Page, lastSix: string): Promise<void> {
  await page.getByTestId('plastic').fill(lastSix);
  await press(page);
  await expectStage(page, 'store');
}

export async function store(page: Page, safe: string, slot: string, language: Language = 'zh'): Promise<void> {
  await page.getByTestId('safe').fill(safe);
  await page.getByTestId('slot').fill(slot);
  await press(page);
  await expectSaid(page, words(language, 'issue.done.store', { safe, slot }));
}

/** Says what was seen on a card whose outcome is unknown. */
export async function sayFinding(page: Page, finding: Finding): Promise<void> {
  await page.getByTestId(`choice-${finding}`).click();
  await press(page);
}

/** Opens a card on the desk. */
export async function openHandOver(page: Page, cardNumber: string): Promise<Locator> {
  await show(page, 'custody');
  await page.getByTestId('custody-table').getByRole('row').filter({ hasText: cardNumber }).click();
  const dialog = page.getByTestId('hand-over-dialog');
  await expect(dialog.getByTestId('desk-steps')).toBeVisible();
  return dialog;
}

/** Every step that the card's kind asks for, up to its receipt; by keys where nothing has to be chosen. */
export async function handOver(page: Page, cardNumber: string): Promise<void> {
  const dialog = await openHandOver(page, cardNumber);
  await takeOldCard(page, dialog);
  await checkIdentity(page, dialog, cardNumber);
  await pressForStep(page, dialog, 'holder');
  await dialog.getByTestId('faces-right').click();
  await dialog.getByTestId('chip-right').click();
  await pressForStep(page, dialog, 'signature');
  await page.keyboard.press('Control+Enter');
  await sign(page, dialog);
  await dialog.getByTestId('hand-over').click();
  await expect(dialog.getByTestId('receipt')).toHaveAttribute('data-state', 'open');
  await expect(dialog.getByTestId('save-receipt')).toBeVisible();
  await dialog.getByTestId('hand-over-close').click();
  await expect(dialog).toBeHidden();
}

/** Where there is one: the training reader gives it, it is looked at, collected and cut. */
export async function takeOldCard(page: Page, dialog: Locator): Promise<void> {
  if ((await dialog.getByTestId('desk-steps').getAttribute('data-current')) !== 'oldCard') return;
  await dialog.getByTestId('old-sample').click();
  await expect(dialog.getByTestId('old-record')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByTestId('old-reading')).toBeVisible();
  await dialog.getByTestId('old-face-matches').click();
  await page.keyboard.press('Control+Enter');
  await dialog.getByTestId('old-cancel').click();
  await expectStep(dialog, 'identity');
}

/** The passport number stands for the passport in hand, which the test reads where the screen does not show it. */
export async function checkIdentity(page: Page, dialog: Locator, cardNumber: string): Promise<void> {
  await expectStep(dialog, 'identity');
  await dialog.getByTestId('passport').fill(await passportOf(page, cardNumber));
  await dialog.getByTestId('portrait-matches').click();
  await pressForStep(page, dialog, 'chip');
}

export async function passportOf(page: Page, cardNumber: string): Promise<string> {
  const { rows } = await fetchFrom(page, 'queue.list', { view: 'custody', text: cardNumber, offset: 0, limit: 5 });
  const [row] = rows;
  if (row === undefined) throw new Error('no such card in custody');
  const { application } = await fetchFrom(page, 'application.open', { applicationId: row.id });
  return application.person.passport.number;
}

export async function expectStep(dialog: Locator, step: string): Promise<void> {
  await expect(dialog.getByTestId('desk-steps')).toHaveAttribute('data-current', step);
}

async function pressForStep(page: Page, dialog: Locator, next: string): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await expectStep(dialog, next);
}

/** A line with the mouse, as a pen would. */
export async function sign(page: Page, dialog: Locator): Promise<void> {
  // What is signed is drawn above the field, and would push it away from under the pen.
  await expect(dialog.getByTestId('receipt')).toHaveAttribute('data-state', 'open');
  const pad = dialog.getByTestId('signature-pad');
  // Where the field is by then, once it stands still.
  const moveTo = async (x: number, y: number): Promise<void> => {
    const frame = await pad.boundingBox();
    if (frame === null) throw new Error('no field to sign in');
    await pad.hover({ position: { x: x * frame.width, y: y * frame.height } });
  };
  await moveTo(0.1, 0.6);
  await page.mouse.down();
  for (const [x, y] of [
    [0.2, 0.2],
    [0.3, 0.8],
    [0.5, 0.3],
    [0.8, 0.6],
  ] as const)
    await moveTo(x, y);
  await page.mouse.up();
}

/** Opens the services of a card from its hand-over and reads them off the card on the writer. */
export async function openServices(page: Page, cardNumber: string): Promise<Locator> {
  await show(page, 'custody');
  await page.getByTestId('custody-table').getByRole('row').filter({ hasText: cardNumber }).click();
  await page.getByTestId('hand-over-dialog').getByTestId('services').click();
  const dialog = page.getByTestId('services-dialog');
  await expect(dialog.getByTestId('services-read')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByTestId('services-add')).toBeFocused();
  return dialog;
}

/** The second person signs in on the form of a change, with the password that the training office shows for one of them. */
export async function approveAs(page: Page, account: Account): Promise<void> {
  await fillSecond(page, account);
  await page.keyboard.press('Control+Enter');
}

/** A card that may be printed already is made again: for a reason, and with a second person. */
export async function reprint(page: Page, reason: ReprintReason, account: Account): Promise<void> {
  await press(page);
  const dialog = page.getByTestId('reprint-dialog');
  await dialog.getByTestId(`choice-${reason}`).click();
  await fillSecond(page, account);
  await dialog.getByTestId('reprint-confirm').click();
}

async function fillSecond(page: Page, account: Account): Promise<void> {
  await page.getByTestId('second-account').fill(account);
  await page.getByTestId('second-password').fill(await trainingPassword(page, account));
}

/** Training office: what the simulated printer shall do wrong on the next card. The devices screen is open. */
export async function setPrinterFault(page: Page, fault: PrinterFault, language: Language = 'zh'): Promise<void> {
  const select = page.locator('.select').filter({ hasText: words(language, 'devices.printerFault') });
  await select.getByRole('button').click();
  await page.getByRole('option', { name: words(language, `printerFault.${fault}`), exact: true }).click();
  await expectSaid(page, words(language, 'devices.faultSet'));
}

/** Stands in for the person at the system's own dialog, which no test can reach. */
export async function choosing(app: ElectronApplication, file: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const filePaths = chosen === null ? [] : [chosen];
    dialog.showOpenDialog = () => Promise.resolve({ canceled: chosen === null, filePaths });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
  }, file);
}
