/** Thrown where a stored value about a person does not open: it was damaged, or carried here from somewhere else. */

import type { Cell } from './seal.ts';

export class SealBroken extends Error {
  readonly table: string;
  readonly row: string;

  constructor({ table, column, row }: Pick<Cell, 'table' | 'column' | 'row'>) {
    super(`${table}.${column} of ${row} does not open`);
    this.name = 'SealBroken';
    this.table = table;
    this.row = row;
  }
}

/** What `open` answers; `otherwise` where a stored value about a person does not open. */
export function unlessBroken<T, B>(open: () => T, otherwise: B): T | B {
  try {
    return open();
  } catch (thrown) {
    if (thrown instanceof SealBroken) return otherwise;
    throw thrown;
  }
}
