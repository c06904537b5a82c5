/** Who may do what on the card (docs/formats.md, Keys and access; Doc 9303-10 section 3.11, Doc 9303-11 section 4). */

import type { ChipApplication } from '../../../../core/chip/chip.ts';
import type { Chip } from './session.ts';

/** EF.CardAccess, EF.DIR and EF.ATR/INFO of the master file: what a reader needs before it may see anything. */
const freeFiles: ReadonlySet<number> = new Set([0x011c, 0x2f00, 0x2f01]);

export function mayRead(chip: Chip, application: ChipApplication, fileId: number): boolean {
  if (chip.card.access === 'open') return true;
  if (application === 'master' && freeFiles.has(fileId)) return true;
  return hasDocumentAccess(chip) || hasIssuerAccess(chip);
}

/** After PACE or BAC, inside secure messaging. */
export function hasDocumentAccess(chip: Chip): boolean {
  return chip.session.channel.kind === 'document';
}

/** Inside an open SCP03 channel; an open card asks for none. */
export function hasIssuerAccess(chip: Chip): boolean {
  const { channel } = chip.session;
  return (
    chip.card.access === 'open' || (channel.kind === 'issuer' && channel.isOpen && (channel.session.level & 1) !== 0)
  );
}
