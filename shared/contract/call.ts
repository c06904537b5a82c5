/** How one call of the contract is written down. */

import * as z from 'zod';

export const nothing = z.strictObject({});

interface Call<I extends z.ZodType, O extends z.ZodType> {
  readonly changes: boolean;
  readonly input: I;
  readonly output: O;
}

/** `changes`: writes the database or touches a device, so it is refused while another program holds the data folder. */
export function call<I extends z.ZodType, O extends z.ZodType>(changes: boolean, input: I, output: O): Call<I, O> {
  return { changes, input, output };
}
