/** From an approved record to the bytes of its chip. */

import { encodeReaderRecord } from '../../../shared/card/reader-record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Digest, KeyDeriver } from '../ports.ts';
import { deriveChipKey } from './chip-keys.ts';
import type { ChipFile, ChipImage, ChipInput, DocumentSigner } from './chip.ts';
import { encodeDg2 } from './lds/face.ts';
import {
  cardAccessFile,
  cardInfoFile,
  comFile,
  directoryFile,
  EXTENDED_LENGTH,
  groups,
  LARGEST_FILE,
  NO_SERVICE_LIST,
  readerRecordFile,
  SERVICE_LIST_BYTES,
  serviceListFile,
  sodFile,
  type FileKind,
} from './lds/files.ts';
import { encodeCardInfo, encodeCom, encodeDg1, encodeDg11, encodeDg12, encodeDirectory } from './lds/groups.ts';
import { composeMrz } from './lds/mrz.ts';
import { encodeCardAccess, encodeDg14, encodeDg15, type ChipPublicKeys } from './lds/security-infos.ts';
import { encodeSod } from './lds/sod.ts';

export interface BuildPorts {
  readonly digest: Digest;
  readonly documentSigner: DocumentSigner;
  readonly keyDeriver: KeyDeriver;
}

/**
 * Builds every file of the chip, in the order in which they are written: data groups, security object, EF.COM, then
 * the service application and the master file. The same input and keys give the same bytes, but for the ECDSA
 * signature. Fails with `chip.fieldInvalid` where a value has no form on the chip, `chip.photoTooLarge` where the photo
 * does not fit one file, and as the deriver does.
 */
export function buildChipImage(input: ChipInput, ports: BuildPorts): Result<ChipImage> {
  const mrz = composeMrz(mrzInput(input));
  if (!mrz.ok) return mrz;
  const record = encodeReaderRecord(readerRecord(input));
  if (!record.ok) return record;
  const dg2 = encodeDg2(input.photo, input.person.sex);
  if (!dg2.ok) return dg2;
  if (dg2.value.length > LARGEST_FILE) {
    const limit = LARGEST_FILE - (dg2.value.length - input.photo.length);
    return fail('chip.photoTooLarge', { bytes: input.photo.length, limit });
  }
  const keys = publicKeys(input, ports.keyDeriver);
  if (!keys.ok) return keys;
  const dataGroups = [
    { kind: groups.DG1, bytes: encodeDg1(mrz.value) },
    { kind: groups.DG2, bytes: dg2.value },
    { kind: groups.DG11, bytes: encodeDg11(holderDetails(input)) },
    { kind: groups.DG12, bytes: encodeDg12(issueDetails(input)) },
    { kind: groups.DG14, bytes: encodeDg14(keys.value) },
    { kind: groups.DG15, bytes: encodeDg15(keys.value) },
  ];
  const hashed = dataGroups.map(({ kind, bytes }) => ({ group: kind.group, bytes }));
  const sod = encodeSod(hashed, input.signedAt, ports.documentSigner, ports.digest);
  if (!sod.ok) return sod;
  return ok({
    files: [
      ...dataGroups.map(({ kind, bytes }) => fileOf(kind, bytes)),
      fileOf(sodFile, sod.value),
      fileOf(comFile, encodeCom(dataGroups.map(({ kind }) => kind))),
      fileOf(readerRecordFile, record.value),
      // No list yet: it names the chip, which nobody knows before the first contact.
      { ...fileOf(serviceListFile, NO_SERVICE_LIST), size: SERVICE_LIST_BYTES },
      fileOf(cardAccessFile, encodeCardAccess()),
      fileOf(cardInfoFile, encodeCardInfo(EXTENDED_LENGTH)),
      fileOf(directoryFile, encodeDirectory()),
    ],
    sodHash: ports.digest.sha256Hex(sod.value),
  });
}

function fileOf(kind: FileKind, bytes: Uint8Array): ChipFile {
  return { application: kind.application, fileId: kind.fileId, name: kind.name, bytes };
}

function publicKeys({ owner }: ChipInput, deriver: KeyDeriver): Result<ChipPublicKeys> {
  const active = deriveChipKey(deriver, 'activeAuthentication', owner);
  if (!active.ok) return active;
  const agreement = deriveChipKey(deriver, 'chipAuthentication', owner);
  if (!agreement.ok) return agreement;
  return ok({ activeAuthentication: active.value.publicKey, chipAuthentication: agreement.value.publicKey });
}

function mrzInput({ person, card, profile }: ChipInput): Parameters<typeof composeMrz>[0] {
  return {
    documentCode: profile.chip.documentCode,
    issuingState: profile.chip.issuingState,
    documentNumber: card.number,
    birthDate: person.birthDate,
    expiryDate: card.validUntil,
    sex: person.sex,
    nationality: person.nationality,
    name: person.latinName,
  };
}

function readerRecord({ person, card }: ChipInput): Parameters<typeof encodeReaderRecord>[0] {
  return {
    layout: 'Y',
    latinName: person.latinName,
    chineseName: person.chineseName ?? null,
    sex: person.sex,
    renewalCount: card.renewalCount,
    birthDate: person.birthDate,
    number: card.number,
    validFrom: card.validFrom,
    validUntil: card.validUntil,
    nationality: person.nationality,
    relation: card.relation ?? null,
  };
}

function holderDetails({ person, card }: ChipInput): Parameters<typeof encodeDg11>[0] {
  return {
    latinName: person.latinName,
    chineseName: person.chineseName ?? null,
    birthDate: person.birthDate,
    cardNumber: card.number,
  };
}

function issueDetails({ card, profile }: ChipInput): Parameters<typeof encodeDg12>[0] {
  return { issuingAuthority: profile.issuingAuthority.en, issuedOn: card.validFrom };
}
