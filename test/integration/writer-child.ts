/** The process of a driver that fails as native libraries do, once: the next process finds the mark and behaves. */

import { existsSync, writeFileSync } from 'node:fs';
import { forkedPort } from '../../electron/adapters/writer/child/fork.ts';
import { serveWriter } from '../../electron/adapters/writer/child/serve-writer.ts';
import { createFileWriter } from '../../electron/adapters/writer/simulated/file-writer.ts';
import { ok } from '../../shared/result.ts';

/** `point`: `kill@N`, `abort@N`, `hang@N` or `nonsense@N`, after the card has done command N, counted from 0; or `never`. */
export function driveUntil(card: string, point: string): void {
  const port = forkedPort();
  const writer = createFileWriter(card);
  const mark = `${card}.failed`;
  const [kind = '', at = ''] = point.split('@');
  let count = 0;
  let own = 'SN-1';
  serveWriter(port, async () =>
    ok({
      ...writer,
      found: async () => ok(['SN-1', 'SN-2'].map((serial) => ({ name: 'USB', serial, isOwn: serial === own }))),
      assign: async (serial) => {
        own = serial;
      },
      async transmit(command) {
        const answer = await writer.transmit(command);
        const isNow = String(count) === at && !existsSync(mark);
        count += 1;
        if (!isNow) return answer;
        writeFileSync(mark, '');
        if (kind === 'kill') process.kill(process.pid, 'SIGKILL');
        if (kind === 'abort') process.abort();
        if (kind === 'nonsense') port.post({ kind: 'answer', id: 'nonsense' });
        return new Promise(() => undefined);
      },
    }),
  );
}
