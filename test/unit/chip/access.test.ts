/** Opening a chip, from the terminal's side, against the worked examples of Doc 9303-11 (eighth edition). */

import { describe, expect, test } from 'vitest';
import { openByBasicAccess } from '../../../electron/core/chip/access/basic-access.ts';
import { openByPace } from '../../../electron/core/chip/access/pace.ts';
import {
  basicAccessSeed,
  mrzInformation,
  pacePassword,
  type PrintedAccess,
} from '../../../electron/core/chip/access/printed-secret.ts';
import { decodeSecurityInfos, isRepeatedIn } from '../../../electron/core/chip/access/security-infos.ts';
import { encodeCommand, parseCommand, parseResponse } from '../../../electron/core/chip/apdu.ts';
import { bytesOfHex, concatBytes, hexOf } from '../../../electron/core/chip/bytes.ts';
import { shortLimits, type Channel } from '../../../electron/core/chip/channel.ts';
import { keyPairOf, mapGenerically, encodePoint } from '../../../electron/core/chip/crypto/curve.ts';
import { documentKey } from '../../../electron/core/chip/crypto/kdf.ts';
import { encodeTlv } from '../../../electron/core/chip/lds/tlv.ts';
import { ok, type Result } from '../../../shared/result.ts';

/** The value of a result that the test takes for granted. */
function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** A card that says its lines: each command has to come as written, each answer is given as written. */
function scripted(...lines: readonly (readonly [command: string, answer: string])[]): Channel & { done(): boolean } {
  let next = 0;
  return {
    limits: shortLimits,
    done: () => next === lines.length,
    transmit: async (command) => {
      const [expected, answer] = lines[next] ?? ['nothing more', ''];
      next += 1;
      expect(hexOf(encodeCommand(command))).toBe(expected);
      return ok(value(parseResponse(bytesOfHex(answer))));
    },
  };
}

/** Gives out prepared bytes instead of random ones. */
function prepared(...secrets: readonly Uint8Array[]): (count: number) => Uint8Array {
  const left = [...secrets];
  return () => left.shift() ?? new Uint8Array();
}

/** What `secretFrom` turns into this scalar: the scalar less one, in 40 bytes. */
function drawing(scalar: string): Uint8Array {
  const less = (BigInt(`0x${scalar}`) - 1n).toString(16).padStart(80, '0');
  return bytesOfHex(less);
}

describe('the secret that is printed on the card', () => {
  test.each<[string, PrintedAccess, string]>([
    [
      'appendix D.2, a number of nine characters',
      { number: 'L898902C', birthDate: '1969-08-06', expiryDate: '1994-06-23' },
      'L898902C<369080619406236',
    ],
    [
      'appendix D.2, a longer number',
      { number: 'D23145890734', birthDate: '1934-07-12', expiryDate: '1995-07-12' },
      'D23145890734934071279507122',
    ],
  ])('%s', (_, printed, information) => {
    expect(mrzInformation(printed)).toBe(information);
  });

  test('seeds of both', () => {
    expect([
      hexOf(basicAccessSeed('L898902C<369080619406236')),
      hexOf(basicAccessSeed('D23145890734934071279507122')),
    ]).toEqual(['239AB9CB282DAF66231DC5A4DF6BFBAE', 'B366AD857DDCA2B08C0E299811714730']);
  });

  test('password of PACE (appendix G)', () => {
    const printed = { number: 'T22000129', birthDate: '1964-08-12', expiryDate: '2010-10-31' };
    const password = pacePassword(mrzInformation(printed));

    expect(hexOf(password)).toBe('7E2D2A41C74EA0B38CD36F863939BFA8E9032AAD');
    expect(hexOf(documentKey(password, 'password', 'aes128'))).toBe('89DED1B26624EC1E634C1989302849DD');
  });
});

describe('Basic Access Control (appendix D.3 and D.4)', () => {
  const seed = bytesOfHex('239AB9CB282DAF66231DC5A4DF6BFBAE');
  const chance = {
    challenge: bytesOfHex('781723860C06C226'),
    key: bytesOfHex('0B795240CB7049B01C19B33E32804F0B'),
  };
  const authenticate = '008200002872C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A728';
  const answer = '46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D74499000';

  test('opens a channel over which EF.COM is read', async () => {
    const card = scripted(
      ['0084000008', '4608F919887022129000'],
      [authenticate, answer],
      ['0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800', '990290008E08FA855A5D4C50A8ED9000'],
      ['0CB000000D9701048E08ED6705417E96BA5500', '8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000'],
      [
        '0CB000040D9701128E082EA28A70F3C7B53500',
        '871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000',
      ],
    );

    const channel = value(await openByBasicAccess(card, seed, chance));
    const answers = [];
    for (const command of ['00A4020C02011E', '00B0000004', '00B0000412'])
      answers.push(await channel.transmit(value(parseCommand(bytesOfHex(command)))));

    expect(answers.map((one) => (one.ok ? hexOf(one.value.data) : one.error.kind))).toEqual([
      '',
      '60145F01',
      '04303130365F36063034303030305C026175',
    ]);
    expect(card.done()).toBe(true);
  });

  test('a chip that does not know the secret is not believed', async () => {
    const changed = answer.replace('46B9', '46B8');
    const card = scripted(['0084000008', '4608F919887022129000'], [authenticate, changed]);

    expect(await openByBasicAccess(card, seed, chance)).toMatchObject({
      ok: false,
      error: { kind: 'answered', error: { kind: 'chip.accessDenied' } },
    });
  });

  test('a chip that refuses the terminal is reported as closed', async () => {
    const card = scripted(['0084000008', '4608F919887022129000'], [authenticate, '6300']);

    expect(await openByBasicAccess(card, seed, chance)).toMatchObject({
      ok: false,
      error: { error: { kind: 'chip.accessDenied' } },
    });
  });
});

describe('PACE with generic mapping on brainpoolP256r1 (appendix G.1)', () => {
  const info = {
    protocol: bytesOfHex('04007F00070202040202'),
    suite: 'aes128',
    curve: 'brainpoolP256r1',
    parameterId: 13,
  } as const;
  const password = bytesOfHex('7E2D2A41C74EA0B38CD36F863939BFA8E9032AAD');
  const mapping = '7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99';
  const agreement = 'A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595';
  const theirMapping =
    '04' +
    '824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F57' +
    '30D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C54';
  const ourMapping =
    '04' +
    '7ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E' +
    '544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D';
  const ours =
    '04' +
    '2DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C' +
    '3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB36462';
  const theirs =
    '04' +
    '9E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB' +
    '7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F094';
  const wrapped = (...parts: readonly string[]): string => hexOf(concatBytes(...parts.map((part) => bytesOfHex(part))));
  const lines = (cardToken: string): readonly (readonly [string, string])[] => [
    ['0022C1A40F800A04007F00070202040202830101', '9000'],
    ['10860000027C0000', wrapped('7C12801095A3A016522EE98D01E76CB6B98B42C3', '9000')],
    [wrapped('1086000045', '7C438141', ourMapping, '00'), wrapped('7C438241', theirMapping, '9000')],
    [wrapped('1086000045', '7C438341', ours, '00'), wrapped('7C438441', theirs, '9000')],
    ['008600000C7C0A8508C2B0BD78D94BA86600', wrapped('7C0A8608', cardToken, '9000')],
  ];

  test('maps to the generator of the example', () => {
    const base = mapGenerically(
      'brainpoolP256r1',
      bytesOfHex('3F00C4D39D153F2B2A214A078D899B22'),
      bytesOfHex(mapping),
      bytesOfHex(theirMapping),
    );

    expect(base && hexOf(encodePoint(base))).toBe(
      '04' +
        '8CED63C91426D4F0EB1435E7CB1D74A46723A0AF21C89634F65A9AE87A9265E2' +
        '8C879506743F8611AC33645C5B985C80B5F09A0B83407C1B6A4D857AE76FE522',
    );
    expect(hexOf(keyPairOf('brainpoolP256r1', bytesOfHex(mapping)).publicKey)).toBe(ourMapping);
  });

  test('gives the terminal’s side of the transcript byte for byte', async () => {
    const card = scripted(...lines('3ABB9674BCE93C08'));

    const opened = await openByPace(card, info, password, false, prepared(drawing(mapping), drawing(agreement)));

    expect([opened.ok, card.done()]).toEqual([true, true]);
  });

  test('tells the chip which parameters where several are offered', async () => {
    const [, ...rest] = lines('3ABB9674BCE93C08');
    const card = scripted(['0022C1A412800A04007F0007020204020283010184010D', '9000'], ...rest);

    const opened = await openByPace(card, info, password, true, prepared(drawing(mapping), drawing(agreement)));

    expect([opened.ok, card.done()]).toEqual([true, true]);
  });

  test('does not believe a chip with another token', async () => {
    const card = scripted(...lines('3ABB9674BCE93C09'));

    expect(await openByPace(card, info, password, false, prepared(drawing(mapping), drawing(agreement)))).toMatchObject(
      { ok: false, error: { error: { kind: 'chip.accessDenied' } } },
    );
  });

  test('does not go on with a chip that shows our own key, or a point off the curve', async () => {
    for (const key of [ours, theirs.replace(/94$/, '95')]) {
      const [set, nonce, map] = lines('');
      const card = scripted(...[set, nonce, map].filter((line) => line !== undefined), [
        wrapped('1086000045', '7C438341', ours, '00'),
        wrapped('7C438441', key, '9000'),
      ]);

      expect(
        await openByPace(card, info, password, false, prepared(drawing(mapping), drawing(agreement))),
      ).toMatchObject({ ok: false, error: { error: { kind: 'chip.accessDenied' } } });
    }
  });
});

describe('SecurityInfos', () => {
  const paceOnP256 = '3012060A04007F0007020204020202010202010C';
  const unknown = '300B0606040001020304020101';
  const infos = (...members: readonly string[]): Uint8Array => encodeTlv(0x31, bytesOfHex(members.join('')));

  test('name what the chip offers; what nobody knows is passed over', () => {
    const decoded = value(decodeSecurityInfos(infos(unknown, paceOnP256), 'EF.CardAccess'));

    expect(decoded.pace.map(({ curve, suite, parameterId }) => [curve, suite, parameterId])).toEqual([
      ['p256', 'aes128', 12],
    ]);
    expect([decoded.paceOffered, decoded.chipAuthentication, decoded.namesActiveAuthentication]).toEqual([
      1,
      null,
      false,
    ]);
  });

  test('of EF.CardAccess have to stand in DG14 too', () => {
    const access = value(decodeSecurityInfos(infos(paceOnP256), 'EF.CardAccess'));
    const signed = value(decodeSecurityInfos(infos(unknown, paceOnP256), 'EF.DG14'));
    const other = value(decodeSecurityInfos(infos(unknown), 'EF.DG14'));

    expect([isRepeatedIn(access, signed), isRepeatedIn(access, other)]).toEqual([true, false]);
  });

  test('of no such form are refused', () => {
    expect(
      [infos('3003020101'), infos('0101'), bytesOfHex('30')].map((bytes) => decodeSecurityInfos(bytes, 'x').ok),
    ).toEqual([false, false, false]);
  });
});
