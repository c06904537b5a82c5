/** What is loaded into a chip besides its files: the secrets that open it, and its private keys. */

import { fail, ok, type Result } from '../../../shared/result.ts';
import type { KeyDeriver } from '../ports.ts';
import { basicAccessSeed, informationOf, paceKeyData } from './access/printed-secret.ts';
import { deriveChipKey, type ChipOwner } from './chip-keys.ts';
import type { ChipImage, ChipSecret } from './chip.ts';
import { groups } from './lds/files.ts';
import { decodeDg1 } from './lds/groups.ts';
import { parseMrz } from './lds/mrz.ts';

/** P1 P2 of PUT DATA (docs/formats.md, Keys and access). */
const tags = {
  basicAccess: 0x0062,
  activeAuthentication: 0x0063,
  pace: 0x0064,
  service: 0x0065,
  chipAuthentication: 0x0066,
} as const;

/**
 * The secrets of the chip that carries this image, in the order in which they are loaded. What opens it follows from the
 * zone of its own DG1, so that the two can never differ. Fails with `chip.malformed` where the image has no readable DG1,
 * and as the deriver does.
 */
export function chipSecrets(image: ChipImage, owner: ChipOwner, deriver: KeyDeriver): Result<readonly ChipSecret[]> {
  const information = informationOfImage(image);
  if (!information.ok) return information;
  const active = deriveChipKey(deriver, 'activeAuthentication', owner);
  if (!active.ok) return active;
  const agreement = deriveChipKey(deriver, 'chipAuthentication', owner);
  if (!agreement.ok) return agreement;
  const service = deriveChipKey(deriver, 'service', owner);
  if (!service.ok) return service;
  return ok([
    { application: 'emrtd', tag: tags.basicAccess, bytes: basicAccessSeed(information.value) },
    { application: 'emrtd', tag: tags.pace, bytes: paceKeyData(information.value, 'p256') },
    { application: 'emrtd', tag: tags.activeAuthentication, bytes: active.value.secret },
    { application: 'emrtd', tag: tags.chipAuthentication, bytes: agreement.value.secret },
    { application: 'service', tag: tags.service, bytes: service.value.secret },
  ]);
}

function informationOfImage(image: ChipImage): Result<string> {
  const file = image.files.find(({ name }) => name === groups.DG1.name);
  if (file === undefined) return fail('chip.malformed', { what: groups.DG1.name, problem: 'missing' });
  const zone = decodeDg1(file.bytes);
  if (!zone.ok) return zone;
  const content = parseMrz(zone.value);
  return content.ok ? ok(informationOf(content.value)) : content;
}
