/** Whether somebody else could put other code in the place of ours: the rights of the program's file and of what is above it. */

import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';

const OTHERS_WRITE = 0o002;
const GROUP_WRITES = 0o020;
/** In a sticky folder (such as /tmp) only the owner of an entry can replace it. */
const STICKY = 0o1000;

/**
 * The first of the file and the folders above it that others than its owner and root can write; null where there is
 * none. Windows keeps rights elsewhere: there the installer's folder protects, and this answers null.
 */
export function openToOthers(file: string): string | null {
  if (process.platform === 'win32') return null;
  for (let path = file; ; path = dirname(path)) {
    if (isOpen(path)) return path;
    if (path === dirname(path)) return null;
  }
}

function isOpen(path: string): boolean {
  const { mode, gid } = lstatSync(path);
  if ((mode & STICKY) !== 0) return false;
  return (mode & OTHERS_WRITE) !== 0 || ((mode & GROUP_WRITES) !== 0 && gid !== 0);
}
