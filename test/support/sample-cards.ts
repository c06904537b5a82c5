/** Sample cards ready to be composed: invented people of the sample generator, with portrait and signed seal. */

import { join } from 'node:path';
import { photoCodec } from '../../electron/adapters/photo/photo-codec.ts';
import { readTemplate } from '../../electron/adapters/pdf/template-file.ts';
import { createCardRenderer } from '../../electron/adapters/pdf/renderer.ts';
import { loadTypefaces, type Typefaces } from '../../electron/adapters/pdf/typefaces.ts';
import { drawPortrait } from '../../electron/adapters/portrait/draw-portrait.ts';
import { simulatedPrinterProfile } from '../../electron/adapters/printer/simulated/printer-profile.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { decodeBase64 } from '../../electron/core/intake/base64.ts';
import type { FacesContent, FacesContext } from '../../electron/core/issue/compose-faces.ts';
import { makePortrait, portraitFrame } from '../../electron/core/portrait/portrait.ts';
import { sampleMaker } from '../../electron/core/sample/generate.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import type { ApprovalRecord } from '../../shared/model/approval.ts';
import type { Result } from '../../shared/result.ts';

/** Tests and benches start in the repository's root. */
const root = process.cwd();

export interface Press {
  readonly typefaces: Typefaces;
  readonly context: FacesContext;
}

/** Everything that faces are made with: the shipped template and typefaces, the simulated printer. */
export async function press(): Promise<Press> {
  const typefaces = loadTypefaces(join(root, 'resources', 'fonts'));
  const template = value(await readTemplate(join(root, 'resources', 'templates'), specimenProfile.template));
  const context: FacesContext = {
    renderer: createCardRenderer(typefaces),
    metrics: typefaces.metrics,
    template,
    profile: specimenProfile,
    printerProfile: simulatedPrinterProfile,
  };
  return { typefaces, context };
}

/** Answers the bytes of a card's seal. */
export type Seal = (record: ApprovalRecord, portrait: Uint8Array) => Uint8Array;

/** As many bytes as a seal has, and no seal: for what only looks at the faces. The same for the same card. */
export const standInSeal: Seal = ({ card }) => {
  const text = (salt: number): Uint8Array => new TextEncoder().encode(`${card.number} ${salt}`);
  const bytes = Array.from({ length: 5 }, (_, salt) => [...systemDigest.sha256(text(salt))]).flat();
  return Uint8Array.from(bytes);
};

export interface SampleCard {
  readonly record: ApprovalRecord;
  readonly content: FacesContent;
}

export type Names = Pick<ApprovalRecord['person'], 'latinName' | 'chineseName'>;

/** The same people for the same count, as of one fixed day; the first of them take on the given names. */
export async function sampleCards(
  count: number,
  { context }: Press,
  seal: Seal,
  names: readonly Names[] = [],
): Promise<readonly SampleCard[]> {
  const make = sampleMaker({ seed: 20_231_201, today: '2026-03-02', profile: specimenProfile }, drawPortrait);
  const cards: SampleCard[] = [];
  for (let index = 0; index < count; index += 1) {
    const made = await make(index);
    const record = { ...made.record, person: { ...made.record.person, ...names[index] } };
    const photo = decodeBase64(record.photo.data);
    if (photo === undefined) throw new Error('the sample has no photo');
    const portrait = value(await makePortrait(photo, null, portraitFrame(context.template), photoCodec));
    const { person, card } = record;
    cards.push({ record, content: { person, card, portrait, seal: seal(record, portrait.jpeg) } });
  }
  return cards;
}

/** The value of a result that the caller takes for granted. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
