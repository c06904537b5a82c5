/** How long a test's own client of a printer waits. */

import type { Waits } from '../../electron/adapters/printer/ipp/transport.ts';

/** A line that ends is heard of at once. Whoever only stands still for a while, the device or we ourselves, is waited for. */
export const patientWaits: Waits = { connectMs: 60_000, answerMs: 60_000, documentMs: 60_000 };
