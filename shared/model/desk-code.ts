/** How offices and workstations are written, in profiles, on papers and in the log. */

import * as z from 'zod';

/** Without "/" and ",", which part them where a card's way is written in one line (core/custody/way.ts). */
export const deskCodeSchema = z.string().regex(/^[\w.:+ -]{1,64}$/);
