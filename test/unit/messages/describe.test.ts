/** Failures as they are read at the desk: no code of ours is left in a sentence. */

import { describe, expect, it } from 'vitest';
import { describeError } from '../../../shared/messages/describe.ts';
import { en } from '../../../shared/messages/en.ts';
import { zh } from '../../../shared/messages/zh.ts';
import { error } from '../../../shared/result.ts';

describe('describing a failure', () => {
  it('puts states and actions into the language of the reader', () => {
    const failure = error('job.wrongState', { state: 'printing', action: 'setAside' });
    expect([describeError(failure, 'zh').what, describeError(failure, 'en').what]).toEqual([
      '制证任务处于“正在打印”状态，不能执行“作废”。',
      'The job is in state "Printing"; "set aside" is not possible.',
    ]);
  });

  it('names each of several defects', () => {
    const failure = error('verify.visualDefects', { defects: 'scratch, edge' });
    expect(describeError(failure, 'zh').what).toContain('划痕、边缘或卡体损坏');
  });

  it('leaves a value alone for which there is no word', () => {
    const failure = error('access.wrongPassword', { account: 'officer, one' });
    expect(describeError(failure, 'zh').what).toContain('officer, one');
  });

  it('names by its number what nobody would see, or what would turn the sentence around', () => {
    const named = ['\u202e', '\u200d', '\u0000', '\ud800', '姓'].map(
      (character) => describeError(error('intake.latinName', { character }), 'en').what,
    );
    const seen = ['U+202E', 'U+200D', 'U+0000', 'U+D800', '姓'];
    expect(named.map((text, index) => text.includes(seen[index] ?? '') && !/\p{C}/u.test(text))).toEqual(
      seen.map(() => true),
    );
  });
});

describe('the texts of the window', () => {
  it('has the same places to fill in both languages', () => {
    const places = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).toSorted();
    const others = new Map<string, string>(Object.entries(en.window));
    const differing = Object.entries(zh.window).filter(
      ([key, text]) => places(text).join() !== places(others.get(key) ?? '').join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });
});
