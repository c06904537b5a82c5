/** `starcard readers`: the card readers that PC/SC knows, by the names that `--writer pcsc:NAME` takes. */

import { ok } from '../../../shared/result.ts';
import { listReaders } from '../../adapters/writer/pcsc/readers.ts';
import type { Command } from './desk.ts';
import { table } from './output.ts';

export const readersCommand: Command = {
  name: 'readers',
  summary: { zh: '列出 PC/SC 读卡器及其中是否有卡', en: 'list the readers of PC/SC and whether a card lies in them' },
  positionals: [],
  options: {},
  opens: 'nothing',
  async run() {
    const readers = await listReaders();
    if (!readers.ok) return readers;
    const rows = readers.value.map(({ name, hasCard }) => [`pcsc:${name}`, hasCard ? 'cardPresent' : 'ready']);
    return ok({ json: readers.value, lines: table(rows) });
  },
};
