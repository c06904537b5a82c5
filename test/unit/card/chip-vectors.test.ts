/** Published exchanges, command by command and byte by byte, through the simulated card. */

import { describe, expect, test } from 'vitest';
import { powerCard } from '../../../electron/adapters/writer/simulated/card/card.ts';
import { pseudoRandomChallenge } from '../../../electron/adapters/writer/simulated/card/issuer.ts';
import { blankCard } from '../../../electron/adapters/writer/simulated/card/state.ts';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import { chance, EMRTD, EXAMPLE_COM, finishedCard, MASTER, talkTo } from './chip-support.ts';
import { plainAesReader } from './plain-aes-reader.ts';

/** The scalar that `secretFrom` makes of these 40 bytes is the wanted one: it adds one to what it is given. */
function scalar(wanted: string): string {
  return (BigInt(`0x${wanted}`) - 1n).toString(16).toUpperCase().padStart(80, '0');
}

describe('Doc 9303-11 appendix D: Basic Access Control and secure messaging with 3DES', () => {
  test('the chip answers as in the worked example', async () => {
    const talk = talkTo(
      powerCard(await finishedCard(), chance('4608F91988702212', '0B4F80323EB3191CB04970CB4052790B')),
    );

    expect(talk(EMRTD)).toBe('9000');
    // D.3
    expect(talk('0084000008')).toBe('4608F919887022129000');
    expect(talk('008200002872C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A728')).toBe(
      '46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D74499000',
    );
    // D.4: SELECT EF.COM, its first four bytes, the eighteen behind them.
    expect(talk('0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800')).toBe('990290008E08FA855A5D4C50A8ED9000');
    expect(talk('0CB000000D9701048E08ED6705417E96BA5500')).toBe(
      '8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000',
    );
    expect(talk('0CB000040D9701128E082EA28A70F3C7B53500')).toBe(
      '871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000',
    );
  });
});

describe('Doc 9303-11 appendix G.1: PACE with generic mapping on brainpoolP256r1', () => {
  test('the chip answers as in the worked example', async () => {
    const random = chance(
      '3F00C4D39D153F2B2A214A078D899B22',
      scalar('498FF49756F2DC1587840041839A85982BE7761D14715FB091EFA7BCE9058560'),
      scalar('107CF58696EF6155053340FD633392BA81909DF7B9706F226F32086C7AFF974A'),
    );
    const talk = talkTo(powerCard(await finishedCard(), random));

    expect(talk(MASTER)).toBe('9000');
    expect(talk('0022C1A40F800A04007F00070202040202830101')).toBe('9000');
    expect(talk('10860000027C0000')).toBe('7C12801095A3A016522EE98D01E76CB6B98B42C39000');
    expect(
      talk(
        '10860000457C438141047ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E' +
          '544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D00',
      ),
    ).toBe(
      '7C43824104824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F57' +
        '30D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C549000',
    );
    expect(
      talk(
        '10860000457C438341042DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C' +
          '3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB3646200',
      ),
    ).toBe(
      '7C438441049E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB' +
        '7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F0949000',
    );
    expect(talk('008600000C7C0A8508C2B0BD78D94BA86600')).toBe('7C0A86083ABB9674BCE93C089000');

    // The keys of the example, in hands that share no code with the card: select the application, read EF.COM and DG1.
    const reader = plainAesReader(
      Buffer.from('F5F0E35C0D7161EE6724EE513A0D9A7F', 'hex'),
      Buffer.from('FE251C7858B356B24514B3BD5F4297D1', 'hex'),
    );
    const ask = (header: string, data: string, le: string): string =>
      reader.open(talk(reader.protect(header, data, le)));
    expect(ask('00A4040C', 'A0000002471001', '')).toBe('9000');
    expect(ask('00A4020C', '011E', '')).toBe('9000');
    expect(ask('00B00000', '', '04')).toBe('60145F019000');
    expect(ask('00B00004', '', '12')).toBe(`${EXAMPLE_COM.slice(8)}9000`);
    expect(ask('00B08100', '', '20')).toBe(`${'61'.repeat(32)}9000`);
    expect(ask('00A4020C', '0102', '')).toBe('6A82');
    expect(ask('00B09E00', '', '00')).toBe(`${EXAMPLE_COM}9000`);
    // A command said again is not the next one.
    const spoken = reader.protect('00B09E00', '', '00');
    expect(reader.open(talk(spoken))).toBe(`${EXAMPLE_COM}9000`);
    expect(talk(spoken)).toBe('6988');
  });
});

describe('SCP03: a session recorded with a card (osmocom/pysim, tests/unittests/test_globalplatform.py, AES-128, level 33)', () => {
  function recordedCard(sequence: number, challenge: string): (command: string) => string {
    const card = blankCard(new Uint8Array(42), {
      version: 0x30,
      encryption: bytesOfHex('000102030405060708090A0B0C0D0E0F'),
      mac: bytesOfHex('101112131415161718191A1B1C1D1E1F'),
      dataEncryption: bytesOfHex('202122232425262728292A2B2C2D2E2F'),
    });
    card.issuer.sequence = sequence;
    return talkTo(powerCard({ ...card, issuer: { ...card.issuer, challenge: 'random' } }, chance(challenge)));
  }

  test('opens with the recorded cryptograms, and takes the recorded commands', () => {
    const talk = recordedCard(2, '3B1ACA81E821F219');

    expect(talk('8050300008FDF38259A1E0DE4400')).toBe('000000000000000000003003603B1ACA81E821F219081CDC01C26B372D9000');
    expect(talk('84823300108C36F96BCC00724A4E13AD591D7DA3F0')).toBe('9000');
    // STORE DATA, which this card does not know: what says so is that it understood the class and the MAC.
    expect(talk('84E2910018267A85DFE4A98FCA6FB0527E0DFECCE4914E40401433C87F00')).toBe('6D00');
    // GET DATA 0066 as the fourth command after it: also known by its MAC alone.
    expect(talk('84F2200208AC6A59024BED84CC')).toBe('6D00');
    expect(talk('84CA006608409912AD8FB7AED000')).toBe('6A88');
  });

  test('refuses the first command whose MAC is not the recorded one', () => {
    const talk = recordedCard(2, '3B1ACA81E821F219');
    talk('8050300008FDF38259A1E0DE4400');
    talk('84823300108C36F96BCC00724A4E13AD591D7DA3F0');

    expect(talk('84E2910018267A85DFE4A98FCA6FB0527E0DFECCE4914E40401433C87E00')).toBe('6982');
    expect(talk('84F2200208AC6A59024BED84CC')).toBe('6982');
  });

  test('makes the recorded challenges from counter and name (Amendment D section 6.2.2.1)', () => {
    const key = bytesOfHex('000102030405060708090A0B0C0D0E0F');
    // ISD-R of GSMA SGP.02, which that card was asked through.
    const name = bytesOfHex('A0000005591010FFFFFFFF8900000100');

    const made = [1, 2, 3].map((counter) => hexOf(pseudoRandomChallenge(key, Uint8Array.of(0, 0, counter), name)));

    expect(made).toEqual(['30760CD2C47C1DD3', '3EB51047495B249F', '3B1ACA81E821F219']);
  });
});
