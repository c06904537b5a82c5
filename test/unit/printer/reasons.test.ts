/** Every registered reason of a printer and of a job has words and a remedy in both languages; the others are shown raw. */

import { describe, expect, test } from 'vitest';
import { describeError } from '../../../shared/messages/describe.ts';
import { reasonText } from '../../../shared/messages/reason-text.ts';
import { conditions, jobReasons, printerReasons, units } from '../../../shared/printing/reason-keywords.ts';
import { plainReasons } from '../../../shared/printing/reasons.ts';
import { error } from '../../../shared/result.ts';

const registered = [
  ...Object.keys(printerReasons),
  ...Object.keys(jobReasons),
  ...units.flatMap((unit) => Object.keys(conditions).map((condition) => `${unit}-${condition}`)),
];

describe('a registered reason', () => {
  test('has words of its own and a remedy in both languages, whatever its suffix', () => {
    const wrong = registered.filter((keyword) => {
      const [zh, en] = [reasonText(keyword, 'zh'), reasonText(`${keyword}-error`, 'en')];
      return (
        zh.remedy === null || en.remedy === null || !/\p{Script=Han}/u.test(zh.words) || en.words.includes('-error')
      );
    });

    expect([registered.length > 800, wrong]).toEqual([true, []]);
  });

  test('reads as a sentence of the desk', () => {
    expect([reasonText('media-jam-error', 'en'), reasonText('stacker-almost-full', 'zh')]).toEqual([
      {
        words: 'a card is jammed',
        remedy: 'Open the printer, take the card out and look at both sides, close it.',
      },
      { words: '堆叠部件将满', remedy: '取走卡片，清空出卡槽和废料盒。' },
    ]);
  });

  test('is put into the language of the reader in a failure', () => {
    const failure = error('printer.notReady', { reason: 'media-path-jam, door-open' });

    expect(describeError(failure, 'zh').what).toContain('走卡通道卡住、门未关');
  });
});

test('a reason that nobody registered is shown as the printer gave it', () => {
  expect(reasonText('com.example-laser-sharks', 'zh')).toEqual({ words: 'com.example-laser-sharks', remedy: null });
});

test('suffixes are dropped where they are suffixes, doubles and none too', () => {
  const given = [
    'media-empty-error',
    'media-empty-warning',
    'none',
    'compression-error',
    'media-path-input-feed-error',
  ];

  expect(plainReasons(given)).toEqual(['media-empty', 'compression-error', 'media-path-input-feed-error']);
});
