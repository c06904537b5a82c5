/** A simulated officer's card as a file, and put into a reader: what it did is in its file before anybody hears of it. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { fail, ok, type Result } from '../../../../../shared/result.ts';
import { bytesOfHex, hexOf } from '../../../../core/chip/bytes.ts';
import { generateKeyPair, signPlain } from '../../../../core/chip/crypto/curve.ts';
import {
  extension,
  issueCertificate,
  nameOf,
  usageOfSigner,
  validFor,
} from '../../../../core/chip/lds/issue-certificate.ts';
import { namedKey } from '../../../../core/chip/lds/p256.ts';
import { objectIdentifier, sequence } from '../../../../core/chip/lds/der.ts';
import type { Clock, Random } from '../../../../core/ports.ts';
import { fileMode, folderMode } from '../../../system/modes.ts';
import type { InsertedCard } from '../virtual-reader.ts';
import { powerOfficerCard, TRIES, type OfficerCardState } from './piv-applet.ts';

const hex = z.string().regex(/^([0-9A-F]{2})*$/);

const fileSchema = z.strictObject({
  version: z.literal(1),
  secret: hex.length(64),
  certificate: hex,
  pin: z.string().regex(/^\d{6,8}$/),
  triesLeft: z.int().min(0).max(TRIES),
});

/** T=1 with 8-bit historical bytes that say nothing: any card. */
const ANSWER_TO_RESET = bytesOfHex('3B80800101');
const YEARS = 3;

interface Maker {
  readonly random: Random;
  readonly clock: Clock;
}

/** The card of that file, made with `pin` where there is none yet. Fails with `file.unreadable` and `file.unwritable`. */
export function officerCardIn(path: string, pin: string, maker: Maker): Result<InsertedCard> {
  const loaded = load(path);
  if (!loaded.ok) return loaded;
  const made = loaded.value === null ? makeCard(pin, maker) : ok(loaded.value);
  if (!made.ok) return made;
  const card = made.value;
  const kept = save(path, card);
  return kept.ok ? ok(inserted(path, card)) : kept;
}

function inserted(path: string, card: OfficerCardState): InsertedCard {
  let powered: ((command: Uint8Array) => Uint8Array) | null = null;
  return {
    answerToReset: ANSWER_TO_RESET,
    powerOn: () => {
      powered = powerOfficerCard(card);
      return ok(ANSWER_TO_RESET);
    },
    powerOff: () => {
      powered = null;
    },
    isPowered: () => powered !== null,
    async transmit(command) {
      if (powered === null) return fail('writer.unanswered', { reason: 'no power' });
      const before = card.triesLeft;
      const response = powered(command);
      const saved = card.triesLeft === before ? ok(undefined) : save(path, card);
      return saved.ok ? ok(response) : saved;
    },
  };
}

/** A key of its own and a certificate that the card itself signed: nobody's, for training. */
function makeCard(pin: string, { random, clock }: Maker): Result<OfficerCardState> {
  const { secret, publicKey } = generateKeyPair('p256', (count) => random.bytes(count));
  const name = nameOf('UT', 'STARCARD SPECIMEN OFFICER CARD');
  const certificate = issueCertificate(
    {
      serial: random.bytes(8),
      issuer: name,
      subject: name,
      ...validFor(clock.now(), { years: YEARS }),
      point: publicKey,
      curveForm: 'named',
      // Client authentication, and nothing else.
      extensions: [usageOfSigner(), extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.2')))],
    },
    {
      keyName: 'officer-card',
      algorithm: 'ES256',
      publicKey: () => namedKey(publicKey),
      sign: (data) => ok(signPlain('p256', secret, data)),
    },
  );
  return certificate.ok ? ok({ secret, certificate: certificate.value, pin, triesLeft: TRIES }) : certificate;
}

function load(path: string): Result<OfficerCardState | null> {
  try {
    const { secret, certificate, pin, triesLeft } = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return ok({ secret: bytesOfHex(secret), certificate: bytesOfHex(certificate), pin, triesLeft });
  } catch (reason) {
    if (reason instanceof Error && 'code' in reason && reason.code === 'ENOENT') return ok(null);
    return fail('file.unreadable', {
      path,
      reason: reason instanceof z.ZodError ? 'not an officer card' : String(reason),
    });
  }
}

function save(path: string, { secret, certificate, pin, triesLeft }: OfficerCardState): Result<void> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: folderMode() });
    const content = { version: 1, secret: hexOf(secret), certificate: hexOf(certificate), pin, triesLeft };
    writeFileSync(`${path}.new`, JSON.stringify(content), { mode: fileMode() });
    renameSync(`${path}.new`, path);
    return ok(undefined);
  } catch (reason) {
    return fail('file.unwritable', { path, reason: String(reason) });
  }
}
