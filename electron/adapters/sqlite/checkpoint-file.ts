/** The newest checkpoint in a file beside the database, so that an older database put in its place does not go unseen. */

import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../system/write-whole.ts';

function checkpointPath(folder: string): string {
  return join(folder, 'audit.checkpoint');
}

/** Null where there is none, or none that can be read. */
export function readKeptCheckpoint(folder: string): string | null {
  try {
    return readFileSync(checkpointPath(folder), 'utf8');
  } catch {
    return null;
  }
}

/**
 * Where it cannot be written the entries it covers are on disk all the same, and the file of before still proves those
 * before: the next occasion writes it anew.
 */
export function keepCheckpoint(folder: string, checkpoint: string): void {
  writeWhole(checkpointPath(folder), checkpoint);
}

/** When a backup takes the database's place: what was signed since goes aside with the database that holds it. */
export function setCheckpointAside(folder: string, ending: string): void {
  const path = checkpointPath(folder);
  if (existsSync(path)) renameSync(path, `${path}${ending}`);
}
