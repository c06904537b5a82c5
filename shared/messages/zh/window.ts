/** Chinese texts of the window: one file a screen, put together here. */

import { actions } from './window-actions.ts';
import { audit } from './window-audit.ts';
import { auditCodes } from './window-audit-codes.ts';
import { batch } from './window-batch.ts';
import { codes } from './window-codes.ts';
import { custody } from './window-custody.ts';
import { devices } from './window-devices.ts';
import { handOver } from './window-hand-over.ts';
import { issue } from './window-issue.ts';
import { people } from './window-people.ts';
import { sitting } from './window-sitting.ts';
import { persons } from './window-persons.ts';
import { profile } from './window-profile.ts';
import { queue } from './window-queue.ts';
import { review } from './window-review.ts';
import { services } from './window-services.ts';
import { shell } from './window-shell.ts';
import { day } from './window-day.ts';
import { stock } from './window-stock.ts';

export const window = {
  ...shell,
  ...codes,
  ...queue,
  ...review,
  ...issue,
  ...custody,
  ...handOver,
  ...audit,
  ...auditCodes,
  ...devices,
  ...services,
  ...batch,
  ...stock,
  ...day,
  ...people,
  ...sitting,
  ...persons,
  ...profile,
  ...actions,
};

export type WindowTexts = Readonly<Record<keyof typeof window, string>>;
