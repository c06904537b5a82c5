/** The plastic itself, read by a person or by a 2-D scanner, held against the record, the chip and the job's seal. */

import type { Application } from '../../../shared/model/application.ts';
import type { Job } from '../../../shared/model/job.ts';
import { error, fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { bytesEqual } from '../chip/bytes.ts';
import type { Inspection } from '../chip/chip.ts';
import { namesDigest, portraitDigest, type CardSeal } from '../seal/card-seal.ts';
import { bytesOfScan } from '../seal/scan.ts';
import { verifySeal } from '../seal/verify-seal.ts';
import type { IssueContext } from './context.ts';

/** How the plastic was read, and what it says against the card; null where it is this card's. */
export interface PlasticReading {
  readonly by: 'typed' | 'seal';
  readonly objection: AppError | null;
  /** Codes of what differs, for the log; empty where that is all that is known. */
  readonly fields: readonly string[];
}

/** So many characters at the end of the number are typed from the plastic, without seeing them on screen. */
const typedCharacters = 6;
const numberCharacters = 18;

/**
 * `text` is what the one field holds: the last six characters (or the whole number) as typed, or a scan of the seal.
 * Fails with `seal.malformed` where a scan is no seal at all, and with `seal.notOnCard` for a card composed without one:
 * neither says anything about this card.
 */
export function readPlastic(
  text: string,
  job: Job,
  application: Application,
  inspection: Inspection,
  context: IssueContext,
): Result<PlasticReading> {
  const characters = text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  if (characters.length > numberCharacters) return readScan(text, job, application, inspection, context);
  const { number } = application.card;
  const isSame = characters === number || characters === number.slice(-typedCharacters);
  const objection = isSame ? null : error('verify.plasticMismatch', {});
  return ok({ by: 'typed', objection, fields: [] });
}

function readScan(
  text: string,
  job: Job,
  application: Application,
  inspection: Inspection,
  context: IssueContext,
): Result<PlasticReading> {
  const bytes = bytesOfScan(text);
  if (bytes === null) return fail('seal.malformed', { problem: 'neither hex nor base64 nor Latin-1' });
  const kept = context.store.jobFile(job.id, 'seal.bin');
  if (kept === undefined) return fail('seal.notOnCard', {});
  const { chipTrust, sealSigner, profile, verifier, clock } = context;
  const trust = { ...chipTrust, signerCertificates: [sealSigner.certificate] };
  const seal = verifySeal(bytes, profile.seal, trust, { verifier, now: clock.now() });
  if (!seal.ok && seal.error.kind === 'seal.malformed') return seal;
  // Forged, or of a signer who is not ours: a card of this workstation has no such seal.
  if (!seal.ok) return ok(differing(['signature']));
  const fields = differences(seal.value.card, application, inspection, context);
  // Everything agrees, but it was signed for another printing of the same card.
  if (fields.length === 0 && !bytesEqual(bytes, kept)) return ok(differing(['seal']));
  return ok(fields.length === 0 ? { by: 'seal', objection: null, fields } : differing(fields));
}

function differing(fields: readonly string[]): PlasticReading {
  return { by: 'seal', objection: error('verify.sealMismatch', { fields: fields.join(', ') }), fields };
}

/** In what the seal contradicts the record or what was read from the chip a moment ago. */
function differences(
  seal: CardSeal,
  { person, card }: Application,
  { fields: chip }: Inspection,
  { digest }: IssueContext,
): readonly string[] {
  const sameNames = [person, chip].every((names) => bytesEqual(seal.namesDigest, namesDigest(names, digest)));
  const agreements: Readonly<Record<string, boolean>> = {
    cardNumber: seal.number === card.number && seal.number === chip.cardNumber,
    names: sameNames,
    validFrom: seal.validFrom === card.validFrom && seal.validFrom === chip.validFrom,
    validUntil: seal.validUntil === card.validUntil && seal.validUntil === chip.validUntil,
    photo: bytesEqual(seal.portraitDigest, portraitDigest(chip.photo, digest)),
  };
  return Object.keys(agreements).filter((field) => agreements[field] === false);
}
