/** Every command of `starcard`, once: its words, what it opens, what it does. */

import { auditEvidenceCommands } from './audit-evidence-commands.ts';
import { witnessCommands } from './witness-commands.ts';
import { auditKeyCommand } from './audit-key-command.ts';
import { auditCommands } from './audit-commands.ts';
import { authorityCommands } from './authority-commands.ts';
import { batchCommand } from './batch-command.ts';
import { cardCommands } from './card-commands.ts';
import { custodyCommands } from './custody-commands.ts';
import type { Command } from './desk.ts';
import { inspectCommand } from './inspect-command.ts';
import { intakeCommands } from './intake-commands.ts';
import { keySessionCommands, keysCheckCommand, keysRenewSignerCommand } from './keys-command.ts';
import { officeCommands } from './office-commands.ts';
import { templateCommands } from './template-commands.ts';
import { typefaceCommands } from './typeface-commands.ts';
import { sealCommands } from './seal-commands.ts';
import { dayCommands } from './day-commands.ts';
import { serviceCommands } from './service-commands.ts';
import { personCommands } from './person-commands.ts';
import { stockCommands } from './stock-commands.ts';
import { peopleCommands } from './people-commands.ts';
import { wayInCommands } from './way-in-commands.ts';
import { profileCommands } from './profile-commands.ts';
import { printerCommands } from './printer-commands.ts';
import { readersCommand } from './readers-command.ts';
import { simulatedCardCommand, simulatedOfficerCardCommand } from './simulated-card-command.ts';

export const commands: readonly Command[] = [
  ...intakeCommands,
  ...authorityCommands,
  ...cardCommands,
  ...custodyCommands,
  batchCommand,
  inspectCommand,
  ...auditCommands,
  auditKeyCommand,
  ...auditEvidenceCommands,
  ...witnessCommands,
  ...sealCommands,
  ...serviceCommands,
  ...stockCommands,
  ...dayCommands,
  ...officeCommands,
  ...wayInCommands,
  ...peopleCommands,
  ...personCommands,
  ...profileCommands,
  ...templateCommands,
  ...typefaceCommands,
  ...printerCommands,
  keysCheckCommand,
  keysRenewSignerCommand,
  ...keySessionCommands,
  readersCommand,
  simulatedCardCommand,
  simulatedOfficerCardCommand,
];
