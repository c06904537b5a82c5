/** `starcard batch`: writes and prints every case that is ready, the next one written while one is printed. */

import { fail, ok } from '../../../shared/result.ts';
import type { Command } from './desk.ts';

/** More than any hopper holds. */
const most = 200;

export const batchCommand: Command = {
  name: 'batch',
  summary: {
    zh: '把待制的卡逐张写入并打印（打印一张时写下一张）；之后逐张核验入库',
    en: 'encode and print the cards that are ready, one behind the other; each is verified and stored afterwards',
  },
  positionals: [],
  options: { limit: 'string', writer: 'string', printer: 'string', 'printer-profile': 'string' },
  usesWriter: true,
  usesPrinter: true,
  opens: 'writing',
  actsAs: 'officer1',
  async run(desk, { text }) {
    const limit = Number(text('limit') ?? most);
    if (!Number.isInteger(limit) || limit < 1 || limit > most) return fail('usage', { problem: `--limit 1..${most}` });
    const page = await desk.call('queue.list', { view: 'toIssue', offset: 0, limit });
    if (!page.ok) return page;
    const forecast = await desk.call('printer.forecast', {});
    if (!forecast.ok) return forecast;
    for (const { kind, cardsLeft, isEnough } of forecast.value) {
      if (!isEnough && cardsLeft < page.value.rows.length)
        desk.say(`${kind}: ${cardsLeft} / ${page.value.rows.length}`);
    }
    const applicationIds = page.value.rows.map(({ id }) => id);
    if (applicationIds.length === 0) return fail('notFound', { what: 'application' });
    const report = await desk.call('batch.run', { applicationIds });
    if (!report.ok) return report;
    const numberOf = new Map(page.value.rows.map(({ id, number }) => [id, number]));
    const { end, reason, printed, failed } = report.value;
    return ok({
      json: report.value,
      lines: [
        ...printed.map((id) => `${numberOf.get(id) ?? id}: printed`),
        ...failed.map((one) => `${numberOf.get(one.applicationId) ?? one.applicationId}: ${one.reason}`),
        `${end}${reason === null ? '' : `: ${reason}`}`,
      ],
      exitCode: end === 'done' && failed.length === 0 ? 0 : 3,
    });
  },
};
