/** What the system calls a thing that went wrong. */

/** `ENOENT`, `EACCES`, `SQLITE_FULL`, ...; `unknown` for an exception without such a name. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
}
