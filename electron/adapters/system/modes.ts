/**
 * The rights of the folders and files that we make: for their owner alone, unless the administrator lets the members of a
 * group share one data folder (`program.policy`, docs/deploy.md). Decided once, before the first file is made.
 */

let isShared = false;

/** From now on the group of the folder may read and write too. */
export function shareWithGroup(): void {
  isShared = true;
  process.umask(0o007);
}

/** Set-group-id where shared, so that what is made in it belongs to the same group. */
export function folderMode(): number {
  return isShared ? 0o2770 : 0o700;
}

export function fileMode(): number {
  return isShared ? 0o660 : 0o600;
}
