/** The simulated card enforces what a real one does, by the status words of ISO/IEC 7816-4 section 5.6. */

import { beforeEach, describe, expect, test } from 'vitest';
import { blankCard, powerCard, productionData } from '../../../electron/adapters/writer/simulated/card.ts';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import { mutations } from './mutate.ts';

const EMRTD = '00A4040C07A0000002471001';

function newCard(): (command: string) => string {
  const answer = powerCard(blankCard(productionData(new Uint8Array(32).fill(0x11))));
  return (command) => hexOf(answer(bytesOfHex(command)));
}

let card = newCard();
beforeEach(() => {
  card = newCard();
});

function run(...commands: readonly string[]): string | undefined {
  return commands.map((command) => card(command)).at(-1);
}

describe('selecting', () => {
  test('finds its applications and says what state they are in', () => {
    expect(run('00A4040407A000000247100100')).toBe('620C8407A00000024710018A01019000');
    expect(run('00A40004023F0000')).toBe('620783023F008A01019000');
    expect(run('00E0000006630400040101', '00A4020402010100')).toBe('620B80020004830201018A01039000');
  });

  test('names what it does not find or know', () => {
    expect(run('00A4040C07A0000002471002')).toBe('6A82');
    expect(run(EMRTD, '00A4020C020101')).toBe('6A82');
    expect(run('00A4030C020101')).toBe('6A86');
    expect(run('00A4040007A0000002471001')).toBe('6A86');
    expect(run('00A4040C')).toBe('6700');
    expect(run('0084000008')).toBe('6D00');
    expect(run('10A4040C')).toBe('6E00');
    expect(run('00A404')).toBe('6700');
  });

  test('tells its production data only before an application is selected', () => {
    expect(run('80CA9F7F00')).toMatch(/^9F7F2A53504543.*9000$/);
    expect(run(EMRTD, '80CA9F7F00')).toBe('6A88');
  });
});

describe('writing', () => {
  const create = '00E0000006630400040101';

  test('needs a file that was created', () => {
    expect(run(EMRTD, '00D6000001AA')).toBe('6986');
    expect(run(EMRTD, create, '00D6000004AABBCCDD', '00B0000004')).toBe('AABBCCDD9000');
  });

  test('keeps within the file', () => {
    run(EMRTD, create);

    expect(run('00D6000304AABBCCDD')).toBe('6700');
    expect(run('00D6000401AA')).toBe('6B00');
    expect(run('00D60000')).toBe('6700');
    expect(run('00D6800001AA')).toBe('6A86');
    expect(run('00B0000000')).toBe('000000009000');
  });

  test('refuses a file that is there, has no size, is too large, or is oddly described', () => {
    run(EMRTD, create);

    expect(run(create)).toBe('6A89');
    expect(run('00E0000006630400000102')).toBe('6A80');
    expect(run('00E0000006630480000102')).toBe('6A80');
    expect(run('00E0000006620400100102')).toBe('6A80');
    expect(run('00E000000563040010AA')).toBe('6700');
    expect(run('00E0000106630400100102')).toBe('6A86');
  });

  test('ends where the memory ends', () => {
    run(EMRTD);

    expect(run('00E000000663047FFF0101')).toBe('9000');
    expect(run('00E000000663047FFF0102')).toBe('9000');
    expect(run('00E000000663047FFF0103')).toBe('6A84');
    expect(run('00E000000663041000010A')).toBe('9000');
  });
});

describe('reading', () => {
  test('warns at the end of the file and refuses beyond it', () => {
    run(EMRTD, '00E0000006630400040101', '00D6000004AABBCCDD');

    expect(run('00B0000208')).toBe('CCDD6282');
    expect(run('00B0000200')).toBe('CCDD9000');
    expect(run('00B0000400')).toBe('6B00');
    expect(run('00B00000')).toBe('6700');
  });
});

describe('the lock', () => {
  const personalise = [EMRTD, '00E0000006630400040101', '00D6000004AABBCCDD', '00DADEAD'];

  test('is for good: nothing is created, written or locked again, everything is read', () => {
    expect(run(...personalise)).toBe('9000');

    expect(run('00D6000001AA')).toBe('6985');
    expect(run('00E0000006630400040102')).toBe('6985');
    expect(run('00DADEAD')).toBe('6985');
    expect(run('00B0000000')).toBe('AABBCCDD9000');
    expect(run('00A4040407A000000247100100')).toBe('620C8407A00000024710018A01059000');
  });

  test('holds for its own application only', () => {
    run(...personalise);

    expect(run('00A4040C0AF0535441524341524401', '00E0000006630400040001')).toBe('9000');
  });

  test('needs something to lock, and its own tag', () => {
    expect(run(EMRTD, '00DADEAD')).toBe('6985');
    expect(run(EMRTD, '00DABEEF')).toBe('6A88');
  });
});

test('20,000 broken commands are each answered with a status', () => {
  const seeds = [EMRTD, '00E0000006630400040101', '00D6000004AABBCCDD', '00B0000004', '00A4020C020101', '80CA9F7F00'];

  for (const command of mutations(seeds.map(bytesOfHex), 20_000)) {
    expect(card(hexOf(command))).toMatch(/[69][0-9A-F]{3}$/);
  }
});
