/** An invented holder, a drawn photo and a whole set of keys for the chip's tests. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openChipTrust, type SpecimenChipTrust } from '../../../electron/adapters/keys/software/chip-trust.ts';
import { openSoftwareKeys } from '../../../electron/adapters/keys/software/software-keys.ts';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../../electron/adapters/system/random.ts';
import { buildChipImage } from '../../../electron/core/chip/build-image.ts';
import type { ChipImage, ChipInput } from '../../../electron/core/chip/chip.ts';
import { derivedKey } from '../../../electron/core/chip/crypto/kdf.ts';
import type { KeyDeriver } from '../../../electron/core/ports.ts';
import { cardDataSchema } from '../../../shared/model/approval.ts';
import { jobIdSchema } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import { ok, type Result } from '../../../shared/result.ts';

export const signedAt = new Date('2026-11-22T08:30:00Z');

/** A JPEG as far as a frame header says so: 480 by 640, three components, then bytes that stand for the picture. */
export function drawnPhoto(bytes = 700): Uint8Array {
  const head = [0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0x02, 0x80, 0x01, 0xe0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  return Uint8Array.from({ length: bytes }, (_, index) => head[index] ?? (index * 31) % 251);
}

export const profile = profileSchema.parse({
  id: 'specimen',
  live: false,
  office: 'TRAINING',
  officeName: { zh: '培训处', en: 'Training office' },
  workstation: 'WS-1',
  template: 'specimen-2023',
  approvalRoots: [],
  revocationLists: [],
  chip: {
    documentCode: 'IR',
    issuingState: 'UTO',
    certificateCountry: 'UT',
    certificateCurve: 'named',
    photoBudgetBytes: 15_000,
  },
  seal: { signer: 'SP', featureDefinition: 0x53, documentCategory: 0x50 },
  writers: [],
  retention: { cardIssued: 5, cardNeverLeft: 2, noCard: 1 },
  staffing: { overrideByTwo: false, idleLockSeconds: 600 },
  issuingAuthority: { zh: '国家移民管理局', en: 'National Immigration Administration' },
});

/** A master key that is no secret. */
export const keyDeriver: KeyDeriver = {
  derive: (label, context, length) => ok(derivedKey(new Uint8Array(32).fill(0x5a), label, context, length)),
};

export const input: ChipInput = {
  owner: { id: jobIdSchema.parse('0123456789abcdef0123456789abcdef'), attempt: 1 },
  person: {
    latinName: 'ZHENGJIAN, YANGBEN',
    chineseName: '证件样本',
    sex: 'F',
    birthDate: '1981-08-03',
    nationality: 'CAN',
    passport: { number: 'SAMPLE01', issuingState: 'CAN', expiresOn: '2030-01-01' },
  },
  card: cardDataSchema.parse({
    number: '911124198108030024',
    renewalCount: 1,
    validFrom: '2023-09-15',
    validUntil: '2033-09-14',
    relation: '000',
  }),
  photo: drawnPhoto(),
  profile,
  signedAt,
};

const folders = mkdtempSync(join(tmpdir(), 'starcard-chip-'));

afterAll(() => {
  rmSync(folders, { recursive: true });
});

/** An empty folder that is gone when the tests of the file are over. */
export function freshFolder(): string {
  return mkdtempSync(join(folders, 'test-'));
}

export function makeTrust(folder = freshFolder()): SpecimenChipTrust {
  const keys = openSoftwareKeys(join(folder, 'keys'));
  const clock = { now: () => signedAt };
  return value(openChipTrust({ folder, keys, profile, clock, digest: systemDigest, random: systemRandom }));
}

export function makeImage(trust: SpecimenChipTrust, changes: Partial<ChipInput> = {}): ChipImage {
  const ports = { digest: systemDigest, documentSigner: trust.documentSigner, keyDeriver };
  return value(buildChipImage({ ...input, ...changes }, ports));
}

/** The value of a result that the test takes for granted. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
