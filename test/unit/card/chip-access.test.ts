/** Who may do what on the card, by the status words of Doc 9303-10, -11 and ISO/IEC 7816-4 section 5.6. */

import { beforeEach, describe, expect, test } from 'vitest';
import { powerCard } from '../../../electron/adapters/writer/simulated/card/card.ts';
import type { CardState } from '../../../electron/adapters/writer/simulated/card/state.ts';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import { plainChannel, type Channel } from '../../../electron/core/chip/channel.ts';
import { ok } from '../../../shared/result.ts';
import { verifyPlain, keyPairOf } from '../../../electron/core/chip/crypto/curve.ts';
import { openByBasicAccess } from '../../../electron/core/chip/access/basic-access.ts';
import {
  channelTo,
  command,
  EMRTD,
  EXAMPLE_COM,
  finishedCard,
  freshCard,
  MASTER,
  secrets,
  SERVICE,
  statuses,
  talkTo,
  type Talk,
} from './chip-support.ts';

let card: CardState;
let answer: (bytes: Uint8Array) => Uint8Array;
let talk: Talk;

beforeEach(async () => {
  card = await finishedCard();
  answer = powerCard(card);
  talk = talkTo(answer);
});

async function documentChannel(): Promise<Channel> {
  talk(EMRTD);
  const chance = { challenge: new Uint8Array(8).fill(1), key: new Uint8Array(16).fill(2) };
  const opened = await openByBasicAccess(channelTo(answer), bytesOfHex(secrets.basicAccess), chance);
  if (!opened.ok) throw new Error(opened.error.error.kind);
  return opened.value;
}

describe('without any access', () => {
  test('what a reader needs first is free: selecting, production data, EF.CardAccess', () => {
    expect(talk('80CA9F7F00')).toMatch(/9000$/);
    expect(talk('00A4020C02011C')).toBe('9000');
    expect(talk('00B0000000')).toBe(`31${'00'.repeat(15)}9000`);
    expect(talk('00B09C0000')).toBe(`31${'00'.repeat(15)}9000`);
    expect(talk('00A4020C022F00')).toBe('6A82');
    expect(talk(EMRTD)).toBe('9000');
    expect(talk(SERVICE)).toBe('9000');
    expect(talk(MASTER)).toBe('9000');
    expect(talk('00A4000C')).toBe('9000');
    expect(talk('00A40000023F0000')).toBe('6F0783023F008A01059000');
    expect(talk('00A4040007A000000247100100')).toBe('6F0C8407A00000024710018A01059000');
    // A name cut behind its provider finds what it belongs to (ISO/IEC 7816-5).
    expect(talk('00A4040C05A000000247')).toBe('9000');
  });

  test('files of the applications are neither read nor told from missing ones', () => {
    talk(EMRTD);
    expect(['00A4020C02011E', '00A4020C02010E', '00B09E0000', '00B0810000', '00B1001E0354010000'].map(talk)).toEqual(
      Array.from({ length: 5 }, () => '6982'),
    );
    talk(SERVICE);
    expect(talk('00B0810000')).toBe('6982');
  });

  test('nothing is changed and nothing is proven', () => {
    for (const application of [EMRTD, SERVICE, MASTER]) {
      talk(application);
      expect(
        ['00E0000006630400040102', '00D6000001AA', `00DA006210${'00'.repeat(16)}`, '00DADEAD', '80D830810100'].map(
          talk,
        ),
      ).toEqual(Array.from({ length: 5 }, () => '6982'));
    }
    talk(EMRTD);
    expect(talk('0088000008010203040506070800')).toBe('6982');
    expect(talk('002241A40C800A04007F00070202030202')).toBe('6982');
  });

  test('names what it does not find or know', () => {
    expect(talk('00A4040C07A0000002471002')).toBe('6A82');
    expect(talk('00A4040C03A00000')).toBe('6A82');
    expect(talk('00A4030C020101')).toBe('6A86');
    expect(talk('00A4040207A0000002471001')).toBe('6A86');
    expect(talk('00A4040805A000000247')).toBe('6A86');
    expect(talk('00A4020C0101')).toBe('6700');
    expect(talk('00A4020402011C02')).toBe('6C0D');
    expect(talk('00FE0000')).toBe('6D00');
    expect(talk('80FE0000')).toBe('6D00');
    expect(talk('20A4040C')).toBe('6E00');
    expect(talk('01A4040C')).toBe('6881');
    expect(talk('08A4040C')).toBe('6882');
    expect(talk('10A4000C')).toBe('6884');
    expect(talk('00A404')).toBe('6700');
    expect(talk('00B0000000')).toBe('6986');
  });
});

describe('Basic Access Control (Doc 9303-11 section 4.3)', () => {
  test('needs its application, a challenge just before, and its own length', () => {
    talk(EMRTD);
    expect(talk(`0082000028${'00'.repeat(40)}28`)).toBe('6985');
    expect(talk('0084000009')).toBe('6700');
    expect(talk('00840000')).toBe('6700');
    expect(talk('0084010008')).toBe('6A86');
    expect(talk('0084000000')).toMatch(/^[0-9A-F]{16}9000$/);
    expect(talk(`0082000027${'00'.repeat(39)}28`)).toBe('6700');
    talk('0084000008');
    talk(EMRTD);
    expect(talk(`0082000028${'00'.repeat(40)}28`)).toBe('6985');
    talk(MASTER);
    talk('0084000008');
    expect(talk(`0082000028${'00'.repeat(40)}28`)).toBe('6985');
  });

  test('says 6300 to a wrong cryptogram, whose challenge is then used up', () => {
    talk(EMRTD);
    talk('0084000008');
    expect(talk(`0082000028${'00'.repeat(40)}28`)).toBe('6300');
    expect(talk(`0082000028${'00'.repeat(40)}28`)).toBe('6985');
  });

  test('a chip without the key says that there is none', () => {
    const blank = talkTo(powerCard(freshCard()));
    blank(EMRTD);
    blank('0084000008');
    expect(blank(`0082000028${'00'.repeat(40)}28`)).toBe('6A88');
  });
});

describe('inside secure messaging', () => {
  test('files are read: by offset, short identifier, odd instruction', async () => {
    const channel = await documentChannel();
    const read = async (hex: string, expected: number): Promise<string> => {
      const got = await channel.transmit(command(hex, expected));
      if (!got.ok) throw new Error(got.error.error.kind);
      return Buffer.from(got.value.data).toString('hex').toUpperCase() + got.value.status.toString(16).toUpperCase();
    };

    expect(await read('00B09E00', 256)).toBe(`${EXAMPLE_COM}9000`);
    expect(await read('00B00004', 4)).toBe(`${EXAMPLE_COM.slice(8, 16)}9000`);
    expect(await read('00B00010', 10)).toBe(`${EXAMPLE_COM.slice(32)}6282`);
    expect(await read('00B00016', 1)).toBe('6B00');
    expect(await read('00B1001E540104', 256)).toBe(`5312${EXAMPLE_COM.slice(8)}9000`);
    expect(await read('00B10101540200FF', 6)).toBe(`5304616161619000`);
    expect(await read('00B1001E5300', 6)).toBe('6A80');
    expect(await read('00B08E00', 256)).toBe('6A82');
    expect(await read('00B0E100', 256)).toBe('6A86');
  });

  test('Le 00 takes what fits into a short answer; a length that cannot fit is answered by the one that can', async () => {
    talk(EMRTD);
    const chance = { challenge: new Uint8Array(8).fill(1), key: new Uint8Array(16).fill(2) };
    const short = plainChannel({ transmit: async (bytes) => ok(answer(bytes)) });
    const opened = await openByBasicAccess(short, bytesOfHex(secrets.basicAccess), chance);
    if (!opened.ok) throw new Error(opened.error.error.kind);

    const whole = await opened.value.transmit(command('00B08100', 256));
    const tooMuch = await opened.value.transmit(command('00B00000', 250));
    const fitting = await opened.value.transmit(command('00B00000', 0xe7));

    const facts = [whole, tooMuch, fitting].map(
      (got) => got.ok && [got.value.status.toString(16), got.value.data.length],
    );
    expect(facts).toEqual([
      ['9000', 231],
      ['6ce7', 0],
      ['9000', 231],
    ]);
  });

  test('an outer Le without room for one byte is too short, whatever is asked for inside', async () => {
    talk(EMRTD);
    const chance = { challenge: new Uint8Array(8).fill(1), key: new Uint8Array(16).fill(2) };
    const narrow = plainChannel({
      transmit: async (bytes) => ok(answer(bytes[0] === 0x0c ? Uint8Array.of(...bytes.subarray(0, -1), 4) : bytes)),
    });
    const opened = await openByBasicAccess(narrow, bytesOfHex(secrets.basicAccess), chance);
    if (!opened.ok) throw new Error(opened.error.error.kind);

    const got = await opened.value.transmit(command('00B08100', 4));

    expect(got.ok && [got.value.status.toString(16), got.value.data.length]).toEqual(['6700', 0]);
  });

  test('the session outlives an error inside it, and selecting another application', async () => {
    const channel = await documentChannel();

    expect(await statuses(channel, '00A4020C0130', '00A4040CF0535441524341524401', '00A4020C0001')).toEqual([
      '6A82',
      '9000',
      '9000',
    ]);
  });

  test('changes need the issuer all the same', async () => {
    const channel = await documentChannel();

    expect(await statuses(channel, '00D60000AA', '00E00000630400040102', '00DADEAD', '80D83081')).toEqual([
      '6982',
      '6982',
      '6982',
      '6982',
    ]);
  });

  test('a plain command ends it (section 9.8.2)', async () => {
    const channel = await documentChannel();
    await channel.transmit(command('00A4020C011E'));

    expect(talk('00B0000001')).toBe('6982');
    expect(await statuses(channel, '00A4020C011E')).toEqual(['6988']);
  });

  test('a wrong checksum, a missing one and broken objects end it', async () => {
    for (const [broken, word] of [
      ['0CB000000D9701048E08ED6705417E96BA5500', '6988'],
      ['0CB000000397010400', '6987'],
      ['0CB00000028E0000', '6988'],
    ] as const) {
      const channel = await documentChannel();
      expect(talk(broken)).toBe(word);
      expect(await statuses(channel, '00A4020C011E')).toEqual(['6988']);
    }
  });

  test('the chip proves its keys', async () => {
    const channel = await documentChannel();
    const proof = async (hex: string): Promise<Uint8Array> => {
      const got = await channel.transmit(command(hex, 256));
      return got.ok ? got.value.data : new Uint8Array();
    };
    const challenge = '0102030405060708';

    const active = await proof(`00880000${challenge}`);
    await statuses(channel, '00A4040CF0535441524341524401');
    const service = await proof(`00880000${'AB'.repeat(32)}`);

    const publicKey = (secret: string): Uint8Array => keyPairOf('p256', bytesOfHex(secret)).publicKey;
    expect(verifyPlain('p256', publicKey(secrets.activeAuthentication), bytesOfHex(challenge), active)).toBe(true);
    expect(verifyPlain('p256', publicKey(secrets.service), bytesOfHex('AB'.repeat(32)), service)).toBe(true);
    expect(await statuses(channel, `00880000${challenge}`)).toEqual(['6700']);
    await statuses(channel, '00A4000C3F00');
    expect(await statuses(channel, `00880000${challenge}`)).toEqual(['6A88']);
  });

  test('a key by a number that DG14 does not give is not found (Doc 9303-11 section 6.2.4)', async () => {
    const channel = await documentChannel();
    const protocol = '800A04007F00070202030202';

    expect(await statuses(channel, `002241A4${protocol}840105`)).toEqual(['6A88']);
    expect(await statuses(channel, `002241A4${protocol}`)).toEqual(['9000']);
  });

  test('triple DES, which DG14 does not announce, agrees on nothing and leaves the session as it is', async () => {
    const channel = await documentChannel();
    const { publicKey } = keyPairOf('p256', bytesOfHex('07'.repeat(32)));

    // Doc 9303-11 section 6.2.4: MSE:Set KAT is its one command, MSE:Set AT names it by its protocol.
    expect(await statuses(channel, `002241A69141${hexOf(publicKey)}`)).toEqual(['6A86']);
    expect(await statuses(channel, '002241A4800A04007F00070202030201')).toEqual(['6A80']);
    expect(await statuses(channel, '00A4020C011E')).toEqual(['9000']);
  });
});

describe('PACE (Doc 9303-11 section 4.4)', () => {
  const announce = '0022C1A40F800A04007F00070202040202830101';
  const askNonce = '10860000027C0000';

  test('names what is wrong with its announcement', () => {
    expect(talk('0022C1A40F800A04007F00070202040201830101')).toBe('6A80');
    expect(talk('0022C1A40F800A04007F00070202040202830102')).toBe('6A88');
    expect(talk('0022C1A412800A04007F0007020204020283010184010C')).toBe('6A80');
    expect(talk('0022C1A412800A04007F0007020204020283010184010D')).toBe('9000');
    expect(talk('0022C1A50F800A04007F00070202040202830101')).toBe('6A86');
    expect(talk('0022C1A403800A04')).toBe('6A80');
  });

  test('goes step by step: any other command ends it', () => {
    expect(talk(askNonce)).toBe('6985');
    talk(announce);
    expect(talk(askNonce)).toMatch(/^7C128010.*9000$/);
    talk(MASTER);
    expect(talk(askNonce)).toBe('6985');
    talk(announce);
    expect(talk('00860000027C0000')).toBe('6985');
    talk(announce);
    talk(askNonce);
    expect(talk('10860000067C048102040000')).toBe('6A80');
    expect(talk(askNonce)).toBe('6985');
  });

  test('refuses a point beside the curve', () => {
    talk(announce);
    talk(askNonce);

    expect(talk(`10860000457C43814104${'01'.repeat(64)}00`)).toBe('6A80');
  });
});
