/** What this program was packed with, as `npm run dist` wrote it into the package; a working copy says nothing. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const packageSchema = z.object({
  builtWith: z.strictObject({ electron: z.string(), forProduction: z.boolean() }).optional(),
});

/** False only for a package that was built with the stand-in Electron of docs/adr/0002. */
export function isForProduction(root: string): boolean {
  const about = packageSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return about.builtWith?.forProduction ?? true;
}
