/** Bytes in a message: a PDF, a photo. */

import * as z from 'zod';

export const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes');
