/** What a run of the engine and an inspection take for granted in tests: the sample's secrets, keys and printed card. */

import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../../electron/adapters/system/random.ts';
import { systemVerifier } from '../../../electron/adapters/system/verifier.ts';
import type { PrintedAccess } from '../../../electron/core/chip/access/printed-secret.ts';
import { chipSecrets } from '../../../electron/core/chip/chip-secrets.ts';
import type { ChipImage, PersonaliseOptions } from '../../../electron/core/chip/chip.ts';
import type { InspectPorts } from '../../../electron/core/chip/inspect.ts';
import { transportKeys } from '../../../electron/core/chip/transport-keys.ts';
import { specimenTransportMaster } from '../../../electron/core/specimen/transport-master.ts';
import { ok } from '../../../shared/result.ts';
import { input, keyDeriver, value } from './sample.ts';

export const inspectPorts: InspectPorts = { digest: systemDigest, verifier: systemVerifier, random: systemRandom };

export const printed: PrintedAccess = {
  number: input.card.number,
  birthDate: input.person.birthDate,
  expiryDate: input.card.validUntil,
};

/** What an inspection finds on a sound card of ours, in its order. */
export const everyStepPassed = [
  'access',
  'files',
  'sodSignature',
  'certificateChain',
  'groupHashes',
  'securityInfos',
  'activeAuthentication',
  'chipAuthentication',
  'readerRecord',
].map((check) => ({ check, passed: true, problem: null }));

export function optionsFor(image: ChipImage, changes: Partial<PersonaliseOptions> = {}): PersonaliseOptions {
  return {
    secrets: value(chipSecrets(image, input.owner, keyDeriver)),
    transportKeys: (serial) => transportKeys(specimenTransportMaster, serial),
    random: (count) => systemRandom.bytes(count),
    beforeGroup: () => ok(undefined),
    expectedChipSerial: null,
    onProgress: () => undefined,
    onBound: () => ok(undefined),
    shouldStop: () => ok(undefined),
    ...changes,
  };
}
