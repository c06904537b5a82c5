/** Programs that we did not write, asked what they see in our files. A missing one is a failure and says what to install. */

import { spawnSync } from 'node:child_process';

const packages: Readonly<Record<string, string>> = {
  pdfinfo: 'poppler-utils',
  pdffonts: 'poppler-utils',
  pdftotext: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  pdfimages: 'poppler-utils',
  gs: 'ghostscript',
};

/** What the program prints. Throws when it is missing or ends badly. */
export function tool(name: string, ...args: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync(name, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error !== undefined) {
    const wanted = packages[name] ?? name;
    throw new Error(`${name} cannot be run. Install ${wanted}: node scripts/ready.mjs test does it on Debian.`);
  }
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return stdout;
}
