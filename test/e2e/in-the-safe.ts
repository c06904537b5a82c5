// From review to the safe, one case after the other, as the officer at the machine does it.

import type { Page } from '@playwright/test';
import type { QueueRow } from '../../shared/model/queue.ts';
import * as desk from './desk.ts';
import { readLastSix } from './plastic.ts';

export async function inTheSafe(page: Page, data: string, cases: readonly QueueRow[]): Promise<void> {
  for (const { number } of cases) await desk.accept(page, number);
  for (const [index, one] of cases.entries()) {
    await desk.makeCard(page, one.number);
    await desk.lookIntoTray(page);
    await desk.verify(page, await readLastSix(data));
    await desk.store(page, 'A', `0${index + 1}`);
  }
}
