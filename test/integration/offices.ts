/** More than one office, and a card that goes from one to the next. */

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { dispatchCard } from '../../electron/core/custody/dispatch.ts';
import { freshFolder, must } from './office.ts';
import { approval, officer1, signerOf, stored, walkOffice, type WalkOffice } from './walk-office.ts';

/** Where a card lies once it arrived. */
export const here = { safe: 'B', slot: '7' };

/** Another office of the same country: its own database and name, the same signers of chips. */
export async function otherOffice(walk: WalkOffice, office = 'OTHER-02', workstation = 'WS-9') {
  const folder = freshFolder();
  cpSync(join(walk.folder, 'keys'), join(folder, 'keys'), { recursive: true });
  carried(walk, { folder });
  const other = await walkOffice(folder);
  const context = (actor = officer1) => {
    const own = other.context(actor);
    return { ...own, profile: { ...own.profile, office, workstation } };
  };
  return { other, context };
}

/** Made here, and on its way to the other office. */
export async function sent(walk: WalkOffice, record = approval(1)) {
  const card = await stored(walk, record);
  const input = { cardId: card.id, revision: 1, office: 'OTHER-02' };
  const { paper } = must(dispatchCard(input, walk.context(), signerOf(walk)));
  return { card, arrived: { paper, publicKey: signerOf(walk).publicKey() } };
}

/** The plastic goes where its paper goes. */
export function carried(from: Pick<WalkOffice, 'folder'>, to: Pick<WalkOffice, 'folder'>): void {
  cpSync(join(from.folder, 'chips'), join(to.folder, 'chips'), { recursive: true });
}
