/** A verifier believes a proof only where every part of it is good: signature, entry, certificate, and the chip's own key. */

import { describe, expect, test } from 'vitest';
import { systemRandom } from '../../../electron/adapters/system/random.ts';
import { generateKeyPair, signPlain } from '../../../electron/core/chip/crypto/curve.ts';
import { challengeFor, judgeProof } from '../../../electron/core/service/judge-proof.ts';
import { problemText } from '../../../shared/messages/step-problem.ts';
import { chipSerialSchema, type ChipSerial } from '../../../shared/model/ids.ts';
import type { ServiceEntry } from '../../../electron/core/service/service-list.ts';
import { decodeSignedList, signList } from '../../../electron/core/service/signed-list.ts';
import {
  authority,
  card,
  certificateFor,
  chipKey,
  entryOf,
  listOf,
  madeAt,
  newAuthority,
  now,
  ports,
  value,
} from './sample.ts';

const nonce = new Uint8Array(32).fill(7);

interface Change {
  readonly entry?: Partial<ServiceEntry>;
  readonly secret?: Uint8Array;
  /** The service that the chip thought it was asked for. */
  readonly askedFor?: ServiceEntry;
  readonly at?: Date;
  readonly card?: typeof card;
}

/** The checks that did not pass. */
function failures(change: Change): readonly string[] {
  const entry = entryOf('tax', change.entry);
  const list = value(decodeSignedList(value(signList(listOf([entry]), madeAt, authority.listSigner, ports.digest))));
  const challenge = challengeFor(entry, nonce, ports.digest);
  const asked = challengeFor(change.askedFor ?? entry, nonce, ports.digest);
  const signature = signPlain('p256', change.secret ?? chipKey.secret, asked);
  const context = { list, card: change.card ?? card, trust: authority.trust, ports, now: change.at ?? now };
  return judgeProof({ entry, challenge, signature }, context).steps.flatMap(({ check, problem }) =>
    problem === null ? [] : [`${check}: ${problemText('en', problem)}`],
  );
}

describe('a proof', () => {
  test('holds where all is good', () => {
    expect(failures({})).toEqual([]);
  });

  const other = generateKeyPair('p256', (count) => systemRandom.bytes(count));
  const foreign = newAuthority('elsewhere');

  test.each<[string, Change, readonly string[]]>([
    ['by another chip', { secret: other.secret }, ['possession: the chip does not hold the key of the certificate']],
    [
      'made for another service',
      { askedFor: entryOf('mail') },
      ['possession: the chip does not hold the key of the certificate'],
    ],
    [
      'made for another address of the same service',
      { askedFor: entryOf('tax', { endpoint: 'https://tax.example/other' }) },
      ['possession: the chip does not hold the key of the certificate'],
    ],
    [
      'with a certificate of another CA',
      { entry: { certificate: certificateFor('https://tax.example/card', foreign) } },
      ['certificate: not issued by a trusted service CA'],
    ],
    [
      'with a certificate for another address',
      { entry: { certificate: certificateFor('https://mail.example/card') } },
      ['certificate: for another address'],
    ],
    [
      'after its last day',
      { at: new Date('2027-11-21T16:00:00Z') },
      ['entry: the service has expired', 'certificate: out of its time'],
    ],
    [
      'before its first day',
      { at: new Date('2026-11-21T15:59:59Z') },
      ['entry: the service is not valid yet', 'certificate: out of its time'],
    ],
    ['of another card', { card: { ...card, chipSerial: entryCard() } }, ['binding: made for another chip']],
  ])('does not hold %s', (_, change, failed) => {
    expect(failures(change)).toEqual(failed);
  });
});

function entryCard(): ChipSerial {
  return chipSerialSchema.parse(card.chipSerial.replace('AABB', 'BBAA'));
}
