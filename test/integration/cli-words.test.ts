// Commands speak in the words of the language that was asked for, not in codes.

import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { starcard, temporaryFolder } from '../support/command-line.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const approvals = join(folder.path, 'approvals.jws');

async function said(language: string, ...words: readonly string[]): Promise<string> {
  const ran = await starcard([...words, '--data', join(folder.path, 'office'), '--lang', language]);
  expect(ran.code).toBe(0);
  return ran.stdout;
}

test('an import, a review, the devices and their faults', async () => {
  await said('zh', 'sample', '--count', '2', '--out', approvals);
  expect(await said('zh', 'import', approvals)).toMatch(/^新申请 2, 更新 0, .*拒收 0$/m);
  expect(await said('en', 'import', approvals)).toMatch(/^New 0, Replaced 0, .*Duplicates \(ignored\) 2, Refused 0$/m);
  const number = /^(\S+)/.exec(await said('zh', 'list', '--view', 'toReview'))?.[1] ?? '';
  expect(await said('zh', 'review', number, '--accept', '--acknowledge-warnings')).toContain(`${number}: 审核通过`);
  expect(await said('zh', 'fault', '--printer', 'hopperEmpty')).toBe('写卡器故障: 无\n打印机故障: 进卡槽已空\n');
  const devices = await said('zh', 'devices');
  expect(devices).toMatch(/: 就绪$/m);
  expect(devices).not.toMatch(/\b(idle|ready|inTray|stopped|boxed)\b/);
});
