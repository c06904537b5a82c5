/** How rows become values: every row is parsed, so that a damaged one is a bug here and not a wrong card later. */

import * as z from 'zod';

/** A text column that holds JSON of the schema. */
export function json<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}

/** A column of bytes, without the platform's own subclass of them. */
export const bytesSchema = z.instanceof(Uint8Array).transform((bytes) => new Uint8Array(bytes));

export function oneRow<S extends z.ZodType>(schema: S, row: unknown): z.output<S> | undefined {
  return row === undefined ? undefined : schema.parse(row);
}

const countSchema = z.array(z.object({ name: z.string(), count: z.int() }));

/** `name, count` rows as a record with a number for every name, zero where no row says otherwise. */
export function countsBy<N extends string>(names: readonly N[], rows: unknown): Record<N, number> {
  const found = new Map(countSchema.parse(rows).map(({ name, count }) => [name, count]));
  const counts: Partial<Record<N, number>> = {};
  for (const name of names) counts[name] = found.get(name) ?? 0;
  return z.custom<Record<N, number>>().parse(counts);
}

/** An update that met no row, or a stale one, is a bug of the caller: the use case checks the revision first. */
export function sole(changes: number, what: string): void {
  if (changes !== 1) throw new Error(`no such row, or changed meanwhile: ${what}`);
}

/** `a, b` as `@a, @b`: the named values of a list of columns. */
export function named(columns: string): string {
  return columns.replace(/\w+/g, '@$&');
}
