// What Electron's own default app does for us: starts the app whose folder is named on the command line, after the
// modules that `-r` names (Playwright's holds the window back until it has attached).

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { app } from 'electron';

const { values, positionals } = parseArgs({
  args: process.argv.slice(1),
  options: { require: { type: 'string', short: 'r', multiple: true } },
  // Chromium's switches and the app's own share the command line.
  strict: false,
});
const [named] = positionals;
const folder = resolve(named ?? '.');
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
app.setAppPath(folder);
app.setName(about.productName ?? about.name);
app.setVersion(about.version);
for (const module of values.require ?? []) createRequire(import.meta.url)(resolve(module));
await import(pathToFileURL(join(folder, about.main)).href);
