// For what is not about them: two people agreed that the key of the log goes elsewhere.

import type { Agreement } from '../../electron/core/audit/change-key.ts';
import { ok } from '../../shared/result.ts';

export const agreed: Agreement = () => ok({ approval: 'a'.repeat(32), approvedBy: 'supervisor1' });
