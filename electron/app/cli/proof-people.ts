/** The invented people of a proof sheet: always the same, so that two sheets differ by their templates alone. */

import { photoCodec } from '../../adapters/photo/photo-codec.ts';
import { drawPortrait } from '../../adapters/portrait/draw-portrait.ts';
import type { ProofHolder } from '../../core/composition/proof.ts';
import { decodeBase64 } from '../../core/intake/base64.ts';
import { makePortrait, portraitFrame } from '../../core/portrait/portrait.ts';
import { sampleMaker } from '../../core/sample/generate.ts';
import { specimenProfile } from '../../core/specimen/profile.ts';
import type { Template } from '../../../shared/model/template.ts';
import { ok, type Result } from '../../../shared/result.ts';

/** As many as the training office starts with. */
const PEOPLE = 24;
const SEED = 20_231_201;
const DAY = '2026-03-02';

/** People with portraits cut to the template's photo frame. */
export async function proofPeople(template: Template): Promise<Result<readonly ProofHolder[]>> {
  const make = sampleMaker({ seed: SEED, today: DAY, profile: specimenProfile }, drawPortrait);
  const frame = portraitFrame(template);
  const people: ProofHolder[] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    const { record } = await make(index);
    const jpeg = decodeBase64(record.photo.data);
    if (jpeg === undefined) throw new Error('a sample without a photo');
    const photo = await makePortrait(jpeg, null, frame, photoCodec);
    if (!photo.ok) return photo;
    people.push({ person: record.person, card: record.card, photo: photo.value });
  }
  return ok(people);
}
