/** `starcard readers`: PC/SC readers and USB writers, by the names that `--writer` takes. */

import type { Profile } from '../../../shared/model/profile.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { listWriters } from '../../adapters/writer/hid/discovery.ts';
import { loadHid } from '../../adapters/writer/hid/library.ts';
import { listReaders } from '../../adapters/writer/pcsc/readers.ts';
import { writersOfFolder } from '../folder-profile.ts';
import type { Command } from './desk.ts';
import { table } from './output.ts';

interface Listed {
  readonly writer: string;
  readonly name: string;
  /** Null where only opening the device would tell. */
  readonly hasCard: boolean | null;
}

export const readersCommand: Command = {
  name: 'readers',
  summary: {
    zh: '列出 PC/SC 读卡器和 USB 写卡器',
    en: 'list the readers of PC/SC, with whether a card lies in them, and the USB writers',
  },
  positionals: [],
  options: {},
  opens: 'nothing',
  async run({ folder }) {
    const models = await writersOfFolder(folder);
    if (!models.ok) return models;
    const readers = await pcscReaders();
    const writers = await usbWriters(models.value);
    // A machine without the one may well have the other.
    if (!readers.ok && (!writers.ok || writers.value.length === 0)) return readers;
    const listed = [...(writers.ok ? writers.value : []), ...(readers.ok ? readers.value : [])];
    return ok({ json: listed, lines: table(listed.map((each) => [each.writer, each.name, stateOf(each)])) });
  },
};

function stateOf({ hasCard }: Listed): string {
  if (hasCard === null) return 'connected';
  return hasCard ? 'cardPresent' : 'ready';
}

async function pcscReaders(): Promise<Result<readonly Listed[]>> {
  const readers = await listReaders();
  if (!readers.ok) return readers;
  return ok(readers.value.map(({ name, hasCard }) => ({ writer: `pcsc:${name}`, name, hasCard })));
}

async function usbWriters(models: Profile['writers']): Promise<Result<readonly Listed[]>> {
  const library = await loadHid();
  const plugged = library.ok ? await listWriters(library.value, models) : library;
  if (!plugged.ok) return plugged;
  return ok(plugged.value.map(({ model, serial }) => ({ writer: `hid:${serial}`, name: model.name, hasCard: null })));
}
