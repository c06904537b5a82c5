// Cosignatures, endorsements and proofs against values worked out by hand from the public specifications.

import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cosign, cosignedAt } from '../../../electron/core/audit/cosignature.ts';
import { emptyChain, withHead } from '../../../electron/core/audit/head-chain.ts';
import { COSIGNATURE_TYPE, parseVerifierKey, verifierKey } from '../../../electron/core/audit/note.ts';
import {
  inclusionText,
  parseInclusion,
  parseWitnessRequest,
  witnessRequestText,
} from '../../../electron/core/audit/proof-text.ts';
import { endorse, isEndorsed, readEndorsement } from '../../../electron/core/audit/rotation.ts';
import { digest, fromHex, hex, noteSigner, verifier } from './platform.ts';

// RFC 8032 section 7.1, test 1: seed and public key.
const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const PUBLIC = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
const privateKey = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${SEED}`, 'hex'),
  format: 'der',
  type: 'pkcs8',
});
const witness = { name: 'witness.example/w1', publicKey: fromHex(PUBLIC) };
const text = 'starcard/TEST-01/WS-1\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const note = `${text}\n\u2014 starcard/TEST-01/WS-1 Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n`;

describe('a cosignature', () => {
  const SECONDS = 1_772_000_000;
  const cosigned = cosign(digest, witness, note, SECONDS, (message) => new Uint8Array(sign(null, message, privateKey)));

  test('is 4 bytes of key id of type 0x04, 8 bytes of time and a signature over heading, time and text', () => {
    const line = cosigned.slice(note.length);
    expect(cosigned.startsWith(note)).toBe(true);
    const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    const keyId = createHash('sha256')
      .update(Buffer.concat([Buffer.from('witness.example/w1\n\u0004'), Buffer.from(PUBLIC, 'hex')]))
      .digest('hex')
      .slice(0, 8);
    // 1,772,000,000 is 0x699e9300.
    expect([bytes.length, bytes.subarray(0, 12).toString('hex')]).toEqual([76, `${keyId}00000000699e9300`]);
    const message = Buffer.from(`cosignature/v1\ntime 1772000000\n${text}`);
    expect(verify(null, message, createPublicKey(privateKey), bytes.subarray(12))).toBe(true);
  });

  test('is read back, and refused where note, time or key is another', () => {
    expect(cosignedAt(digest, verifier, witness, cosigned)).toBe(SECONDS);
    expect(cosignedAt(digest, verifier, witness, note)).toBeUndefined();
    expect(cosignedAt(digest, verifier, witness, cosigned.replace('20852163', '20852164'))).toBeUndefined();
    expect(cosignedAt(digest, verifier, { ...witness, name: 'another' }, cosigned)).toBeUndefined();
  });

  test('has a verifier key of its own type', () => {
    const key = verifierKey(digest, witness, COSIGNATURE_TYPE);
    expect(Buffer.from(key.split('+').slice(2).join('+'), 'base64').toString('hex')).toBe(`04${PUBLIC}`);
    expect(parseVerifierKey(digest, key, COSIGNATURE_TYPE)).toEqual(witness);
    expect(parseVerifierKey(digest, key)).toBeUndefined();
  });
});

test('the chain of heads is SHA-256 over the digest before and the checkpoint', () => {
  const first = createHash('sha256').update(Buffer.alloc(32)).update('one').digest();
  const second = createHash('sha256').update(first).update('two').digest('hex');
  const chain = withHead(digest, withHead(digest, emptyChain(4), 5, 'one'), 9, 'two');
  expect({ ...chain, digest: hex(chain.digest) }).toEqual({ heads: 2, size: 9, digest: second });
});

test('a change of key holds only with both signatures, over that tree and those keys', () => {
  const [former, next, stranger] = [noteSigner('log'), noteSigner('log'), noteSigner('log')];
  const head = { size: 7, rootHash: new Uint8Array(32).fill(7) };
  const endorsement = endorse(digest, head, former, next);
  const handover = { ...head, former: former.key, next: next.key };
  expect(isEndorsed(digest, verifier, handover, endorsement)).toBe(true);
  expect(readEndorsement(digest, verifier, endorsement)).toEqual(handover);
  expect(isEndorsed(digest, verifier, { ...handover, size: 8 }, endorsement)).toBe(false);
  expect(isEndorsed(digest, verifier, { ...handover, next: stranger.key }, endorsement)).toBe(false);
  const oneLine = endorsement.split('\n').slice(0, -2).join('\n') + '\n';
  expect(isEndorsed(digest, verifier, handover, oneLine)).toBe(false);
  expect(readEndorsement(digest, verifier, endorsement.replace('\n7\n', '\n8\n'))).toBeUndefined();
});

describe('proofs as texts', () => {
  const path = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const lines = `${Buffer.alloc(32, 1).toString('base64')}\n${Buffer.alloc(32, 2).toString('base64')}\n`;

  test('of an entry (tlog-proof) and for a witness (add-checkpoint) are those of the specifications', () => {
    expect(inclusionText({ index: 5, path, checkpoint: note })).toBe(
      `c2sp.org/tlog-proof@v1\nindex 5\n${lines}\n${note}`,
    );
    expect(witnessRequestText({ old: 3, proof: path, checkpoint: note })).toBe(`old 3\n${lines}\n${note}`);
    expect(parseInclusion(`c2sp.org/tlog-proof@v1\nextra AAAA\nindex 5\n${lines}\n${note}`)).toEqual({
      index: 5,
      path,
      checkpoint: note,
    });
    expect(parseWitnessRequest(`old 3\n${lines}\n${note}`)).toEqual({ old: 3, proof: path, checkpoint: note });
  });

  test.each(['', 'old x\n\nn', 'old -1\n\nn', 'old 1\nAAAA\n\nn', 'old 1 \n\nn', `old 1\n${lines.repeat(32)}\n\nn`])(
    'refuse %j',
    (spoilt) => {
      expect(parseWitnessRequest(spoilt)).toBeUndefined();
    },
  );
});
