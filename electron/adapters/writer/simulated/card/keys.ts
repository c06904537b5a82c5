/** PUT DATA: the secrets of the applications, and the lock (docs/formats.md, Keys and access). */

import { status, type CommandApdu, type ResponseApdu } from '../../../../core/chip/apdu.ts';
import type { ChipApplication } from '../../../../core/chip/chip.ts';
import { keyPairOf, type CurveName } from '../../../../core/chip/crypto/curve.ts';
import { securityLevel } from '../../../../core/chip/scp03/session.ts';
import { hasIssuerAccess } from './access.ts';
import { reply } from './reply.ts';
import type { Chip } from './session.ts';
import { MEMORY_BYTES, usedMemory, wear, type CardState } from './state.ts';

/** Tags of PUT DATA, as P1 P2. */
export const keyTags = {
  basicAccess: 0x0062,
  activeAuthentication: 0x0063,
  pace: 0x0064,
  service: 0x0065,
  chipAuthentication: 0x0066,
} as const;

const LOCK = 0xdead;

/** A private key as loaded, with its curve. */
export interface CardKey {
  readonly curve: CurveName;
  readonly secret: Uint8Array;
}

/** Standardised domain parameters of Doc 9303-11 table 6 that this chip knows. */
export const curveOfParameter: ReadonlyMap<number, CurveName> = new Map([
  [12, 'p256'],
  [13, 'brainpoolP256r1'],
]);

interface KeyForm {
  readonly application: ChipApplication;
  isGood(value: Uint8Array): boolean;
}

const forms: ReadonlyMap<number, KeyForm> = new Map<number, KeyForm>([
  [keyTags.basicAccess, { application: 'emrtd', isGood: (value) => value.length === 16 }],
  [
    keyTags.pace,
    { application: 'emrtd', isGood: (value) => value.length === 21 && curveOfParameter.has(value[0] ?? 0) },
  ],
  [keyTags.activeAuthentication, { application: 'emrtd', isGood: (value) => privateKey(value) !== null }],
  [keyTags.chipAuthentication, { application: 'emrtd', isGood: (value) => privateKey(value) !== null }],
  [keyTags.service, { application: 'service', isGood: (value) => value.length === 32 && privateKey(value) !== null }],
]);

export function putData(chip: Chip, command: CommandApdu): ResponseApdu {
  if (!hasIssuerAccess(chip)) return reply(status.securityNotSatisfied);
  const tag = command.p1 * 256 + command.p2;
  return tag === LOCK ? lock(chip, command) : loadKey(chip, tag, command.data);
}

/** Again as often as needed until the lock: who lost an answer cannot read back whether a key is there. */
function loadKey(chip: Chip, tag: number, value: Uint8Array): ResponseApdu {
  const { card, session } = chip;
  const form = forms.get(tag);
  if (form === undefined || form.application !== session.application) return reply(status.dataNotFound);
  const application = card.applications[session.application];
  if (application.lifeCycle === 'operational') return reply(status.conditionsNotSatisfied);
  if (!isEncrypted(chip)) return reply(status.securityNotSatisfied);
  if (!form.isGood(value)) return reply(status.wrongData);
  if (usedMemory(card) + value.length > MEMORY_BYTES) return reply(status.notEnoughMemory);
  if (!wear(card, 0, 1)) return reply(status.memoryFailure);
  application.keys.set(tag, value);
  application.lifeCycle = 'personalising';
  return reply(status.ok);
}

/** P1 P2 DEAD ends personalisation; there is no way back. */
function lock({ card, session }: Chip, command: CommandApdu): ResponseApdu {
  if (command.data.length > 0) return reply(status.wrongLength);
  const application = card.applications[session.application];
  if (application.lifeCycle !== 'personalising') return reply(status.conditionsNotSatisfied);
  // Locked without a key that opens it, the document could never be read by anybody.
  const canBeOpened = application.keys.has(keyTags.basicAccess) || application.keys.has(keyTags.pace);
  if (session.application === 'emrtd' && card.access === 'guarded' && !canBeOpened)
    return reply(status.conditionsNotSatisfied);
  if (!wear(card, 0, 1)) return reply(status.memoryFailure);
  application.lifeCycle = 'operational';
  return reply(status.ok);
}

export function keyOf(card: CardState, application: ChipApplication, tag: number): CardKey | null {
  const value = card.applications[application].keys.get(tag);
  return value === undefined ? null : privateKey(value);
}

/** 32 bytes are a scalar of P-256; 33 bytes name their curve first. Null for anything else, zero and the order included. */
function privateKey(value: Uint8Array): CardKey | null {
  const curve = value.length === 32 ? 'p256' : value.length === 33 ? curveOfParameter.get(value[0] ?? 0) : undefined;
  if (curve === undefined) return null;
  const secret = value.slice(-32);
  try {
    keyPairOf(curve, secret);
    return { curve, secret };
  } catch {
    // The library throws for a scalar outside 1 to n - 1.
    return null;
  }
}

function isEncrypted({ card, session }: Chip): boolean {
  if (card.access === 'open') return true;
  const { channel } = session;
  return channel.kind === 'issuer' && (channel.session.level & securityLevel.encryption) !== 0;
}
