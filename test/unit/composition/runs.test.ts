import { describe, expect, it } from 'vitest';
import { missingCharacters } from '../../../electron/core/composition/coverage.ts';
import { splitRuns } from '../../../electron/core/composition/runs.ts';
import { plainMetrics } from './sample.ts';

describe('splitting a text into typefaces', () => {
  it('gives each script its own typeface and keeps the order', () => {
    expect(splitRuns('加拿大/CAN', 'medium', plainMetrics)).toEqual({
      kind: 'runs',
      runs: [
        { text: '加拿大', face: 'Chinese-medium' },
        { text: '/CAN', face: 'Latin-medium' },
      ],
    });
  });

  it('keeps a blank with the run before it', () => {
    expect(splitRuns('姓名 / N', 'regular', plainMetrics)).toEqual({
      kind: 'runs',
      runs: [
        { text: '姓名 ', face: 'Chinese-regular' },
        { text: '/ N', face: 'Latin-regular' },
      ],
    });
  });

  it('keeps a combining mark on its letter', () => {
    expect(splitRuns('Z\u0301ELAZNY', 'bold', plainMetrics)).toEqual({
      kind: 'runs',
      runs: [{ text: 'Z\u0301ELAZNY', face: 'Latin-bold' }],
    });
  });

  it('takes a character of two UTF-16 code units as one', () => {
    expect(splitRuns('𠮷', 'regular', plainMetrics)).toEqual({
      kind: 'runs',
      runs: [{ text: '𠮷', face: 'Chinese-regular' }],
    });
  });

  it('stops at the first character that nothing can print', () => {
    expect(splitRuns('王𪚥', 'regular', plainMetrics)).toEqual({ kind: 'missing', character: '𪚥' });
  });
});

describe('characters that no typeface has', () => {
  it('lists each once', () => {
    expect(missingCharacters('𪚥A𪚥', plainMetrics)).toEqual(['𪚥']);
  });

  it('is empty when everything prints', () => {
    expect(missingCharacters('证件样本 ŁÓDŹ', plainMetrics)).toEqual([]);
  });
});
