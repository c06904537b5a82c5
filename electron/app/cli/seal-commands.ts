/** The digital seal on the command line: is what is printed on this card genuine, and what does it say. */

import { basename } from 'node:path';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigest } from '../../adapters/system/digest.ts';
import { systemVerifier } from '../../adapters/system/verifier.ts';
import { bytesEqual, hexOf } from '../../core/chip/bytes.ts';
import { namesDigest, portraitDigest } from '../../core/seal/card-seal.ts';
import { verifySeal, type VerifiedSeal } from '../../core/seal/verify-seal.ts';
import { builtIn } from '../../core/profile/in-force.ts';
import { profileOfFolder } from '../folder-profile.ts';
import { sealOnCard } from '../seal-on-card.ts';
import type { Answer, Command } from './desk.ts';
import { readBytes, sealTrustOf, sealTrustOfFolder } from './seal-trust-file.ts';

/** Held against the seal because a person asked; null where nobody did. */
interface Comparison {
  readonly names: boolean | null;
  readonly portrait: boolean | null;
}

export const sealCommands: readonly Command[] = [
  {
    name: 'seal verify',
    summary: {
      zh: '读取并校验卡面数字印章（PNG 扫描件或 PDF）；可与姓名、芯片相片（JPEG）比对',
      en: 'read and verify the digital seal in a scan (PNG) or PDF of the card, with the CSCA and seal signer of --trust (DER or PEM) or of --data; with names or the chip’s portrait (JPEG), compare these too',
    },
    positionals: ['IMAGE'],
    options: { trust: 'string', 'latin-name': 'string', 'chinese-name': 'string', portrait: 'string' },
    opens: 'nothing',
    async run({ folder }, { positionals: [path = ''], text }) {
      if (text('latin-name') === undefined && text('chinese-name') !== undefined)
        return fail('usage', { problem: '--latin-name' });
      const file = readBytes(path);
      if (!file.ok) return file;
      const trustFile = text('trust');
      const trust = trustFile === undefined ? sealTrustOfFolder(folder) : sealTrustOf(trustFile);
      if (!trust.ok) return trust;
      const bytes = await sealOnCard(file.value, basename(path));
      if (!bytes.ok) return bytes;
      const ports = { verifier: systemVerifier, now: systemClock.now() };
      // Whoever brings the trust along asks about a card of another office.
      const inForce = trustFile === undefined ? await profileOfFolder(folder) : ok(builtIn);
      if (!inForce.ok) return inForce;
      const seal = verifySeal(bytes.value, inForce.value.profile.seal, trust.value, ports);
      if (!seal.ok) return seal;
      const compared = compare(
        seal.value,
        { latinName: text('latin-name'), chineseName: text('chinese-name') },
        text('portrait'),
      );
      return compared.ok ? ok(answerOf(seal.value, compared.value)) : compared;
    },
  },
];

function compare(
  { card }: VerifiedSeal,
  { latinName, chineseName }: { readonly latinName: string | undefined; readonly chineseName: string | undefined },
  portraitPath: string | undefined,
): Result<Comparison> {
  const names =
    latinName === undefined
      ? null
      : bytesEqual(card.namesDigest, namesDigest({ latinName, chineseName }, systemDigest));
  if (portraitPath === undefined) return ok({ names, portrait: null });
  const portrait = readBytes(portraitPath);
  if (!portrait.ok) return portrait;
  return ok({ names, portrait: bytesEqual(card.portraitDigest, portraitDigest(portrait.value, systemDigest)) });
}

/** Exit code 3 where the seal is genuine and belongs to other names or another portrait. */
function answerOf({ header, card }: VerifiedSeal, compared: Comparison): Answer {
  const isOther = compared.names === false || compared.portrait === false;
  const namesHex = hexOf(card.namesDigest).toLowerCase();
  const portraitHex = hexOf(card.portraitDigest).toLowerCase();
  return {
    json: { genuine: true, header, card: { ...card, namesDigest: namesHex, portraitDigest: portraitHex }, compared },
    lines: [
      `OK seal of ${header.issuingState}, signer ${header.signer}, certificate ${header.certificateReference}, signed on ${header.signedOn}`,
      `number    ${card.number}`,
      `validity  ${card.validFrom} to ${card.validUntil}`,
      `names     ${namesHex}${verdict(compared.names)}`,
      `portrait  ${portraitHex}${verdict(compared.portrait)}`,
    ],
    exitCode: isOther ? 3 : 0,
  };
}

function verdict(agrees: boolean | null): string {
  if (agrees === null) return '';
  return agrees ? '  agrees' : '  DIFFERS';
}
