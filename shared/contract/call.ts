/** One call of the contract: what goes in, what comes out, and whether it changes anything. */

import type * as z from 'zod';

export interface Call<I extends z.ZodType, O extends z.ZodType> {
  readonly changes: boolean;
  readonly input: I;
  readonly output: O;
}

/** `changes`: writes the database or touches a device, so it is refused while another program holds the data folder. */
export function call<I extends z.ZodType, O extends z.ZodType>(changes: boolean, input: I, output: O): Call<I, O> {
  return { changes, input, output };
}
