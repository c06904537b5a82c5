/** A print service of the test's own: cupsd on loopback with one queue for a virtual printer, set up as docs/deploy.md says. */

import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { freePort, startProgram, type StartedProgram } from './processes.ts';
import { until } from '../support/until.ts';

export interface CupsService {
  /** `ipp://localhost:PORT`. */
  readonly server: string;
  readonly queue: string;
  /** As an administrator does after an update; jobs under way are stopped. */
  stop(): Promise<void>;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** True when no job waits or is being printed. */
  isEmpty(): boolean;
  /** Changes an option of the queue, as lpadmin does. */
  setOption(option: string): void;
}

const queue = 'Card';

export async function startCups(folder: string, deviceAddress: string): Promise<CupsService> {
  const port = await freePort();
  writeConfiguration(folder, port);
  let daemon: StartedProgram | null = null;
  const service: CupsService = {
    server: `ipp://localhost:${port}`,
    queue,
    async start() {
      const words = ['-f', '-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'cups-files.conf')];
      daemon = startProgram('cupsd', words);
      await until('cupsd', () => listens(port));
    },
    async stop() {
      await daemon?.stop();
      daemon = null;
    },
    async kill() {
      await daemon?.kill();
      daemon = null;
    },
    isEmpty: () => spawnSync('lpstat', ['-h', `127.0.0.1:${port}`, '-o'], { encoding: 'utf8' }).stdout === '',
    setOption: (option) => lpadmin(port, ['-p', queue, '-o', option]),
  };
  await service.start();
  const options = ['PageSize=53.98x85.6mm.Borderless', 'printer-error-policy=abort-job'];
  lpadmin(port, [
    '-p',
    queue,
    '-E',
    '-v',
    deviceAddress,
    '-m',
    'everywhere',
    ...options.flatMap((option) => ['-o', option]),
  ]);
  // The queue learns what the device can do in the background.
  await until('the queue', () => existsSync(join(folder, 'ppd', `${queue}.ppd`)));
  return service;
}

function lpadmin(port: number, words: readonly string[]): void {
  const { status, stderr } = spawnSync('lpadmin', ['-h', `127.0.0.1:${port}`, ...words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`lpadmin ended with ${status}: ${stderr}`);
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const give = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => give(true));
    socket.once('error', () => give(false));
  });
}

/** cupsd runs its backends as another user, who must get through to the folder. */
function writeConfiguration(folder: string, port: number): void {
  for (const part of ['spool/tmp', 'cache', 'state', 'ppd']) mkdirSync(join(folder, part), { recursive: true });
  for (const way of [dirname(folder), folder]) chmodSync(way, 0o755);
  const everybody = 'Order allow,deny\n  Allow all';
  writeFileSync(
    join(folder, 'cupsd.conf'),
    [
      `Listen 127.0.0.1:${port}`,
      'LogLevel info',
      'ErrorPolicy abort-job',
      'Browsing No',
      'WebInterface No',
      'DefaultAuthType None',
      `<Location />\n  ${everybody}\n</Location>`,
      `<Location /admin>\n  ${everybody}\n</Location>`,
      '<Policy default>\n  <Limit All>\n    Order deny,allow\n  </Limit>\n</Policy>',
    ].join('\n') + '\n',
  );
  const places = { ServerRoot: '', RequestRoot: 'spool', CacheDir: 'cache', StateDir: 'state', TempDir: 'spool/tmp' };
  const logs = { AccessLog: 'access_log', ErrorLog: 'error_log', PageLog: 'page_log' };
  const lines = Object.entries({ ...places, ...logs }).map(([name, place]) => `${name} ${join(folder, place)}`);
  writeFileSync(join(folder, 'cups-files.conf'), `${lines.join('\n')}\nPrintcap\nSystemGroup root\n`);
}
