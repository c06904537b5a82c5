// The app does something at the very moment at which a device says that it has come to a step. It does so by itself: a test
// that hears of the step and acts is another process, and may get the processor only when the card is long out.

import type { ElectronApplication } from '@playwright/test';
import { eventChannel } from '../../shared/channels.ts';
import type { Progress } from '../../shared/model/device.ts';

/** From now on, at that step: dies as by a power cut, or has its window closed as by a person. */
export async function atStep(app: ElectronApplication, step: Progress['step'], act: 'die' | 'close'): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [channel, awaited, does]) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) throw new Error('no window');
      const contents = window.webContents;
      const send = contents.send.bind(contents);
      let isOver = false;
      contents.send = (to, ...told: readonly unknown[]) => {
        const [name, payload] = to === channel ? told : [];
        const isReached = name === 'job.progress' && JSON.stringify(payload).includes(`"${awaited}"`);
        if (isReached && !isOver) {
          isOver = true;
          if (does === 'die') process.kill(process.pid, 'SIGKILL');
          else window.close();
        }
        send(to, ...told);
      };
    },
    [eventChannel, step, act] as const,
  );
}
