import { describe, expect, test } from 'vitest';
import { oneOf, parseInvocation, usageLine, type CommandForm } from '../../../electron/app/cli/arguments.ts';

const commands: readonly CommandForm[] = [
  { name: 'import', positionals: ['FILE'], options: {} },
  { name: 'audit verify', positionals: [], options: { export: 'string' } },
  { name: 'review', positionals: ['NUMBER'], options: { accept: 'boolean', return: 'string' } },
  { name: 'set-aside', positionals: [], options: { reason: ['printFault', 'chipFault'] } },
];

describe('the words of a command line', () => {
  test('name a command of one or two words, its options and what it works on', () => {
    const parsed = parseInvocation(['review', 'A-1', '--return', 'photo', '--as', 'officer1', '--json'], commands);
    if (!parsed.ok) throw new Error('refused');
    expect(parsed.value.command.name).toBe('review');
    expect(parsed.value.positionals).toEqual(['A-1']);
    expect(parsed.value.text('return')).toBe('photo');
    expect(parsed.value.text('as')).toBe('officer1');
    expect([parsed.value.flag('json'), parsed.value.flag('accept')]).toEqual([true, false]);
    expect(parseInvocation(['audit', 'verify', '--export', 'dir'], commands)).toMatchObject({ ok: true });
  });

  test.each([
    [[]],
    [['fly']],
    [['audit']],
    [['import']],
    [['import', 'a', 'b']],
    [['import', 'a', '--password', 'secret']],
    [['review', 'A-1', '--return']],
  ])('%j is refused as wrong words', (words) => {
    expect(parseInvocation(words, commands)).toMatchObject({ ok: false, error: { kind: 'usage' } });
  });

  test('the usage line shows what may follow', () => {
    expect(commands.map(usageLine)).toEqual([
      'starcard import FILE',
      'starcard audit verify [--export EXPORT]',
      'starcard review NUMBER [--accept] [--return RETURN]',
      'starcard set-aside [--reason printFault|chipFault]',
    ]);
  });

  test('that are one of a list are that, and nothing else or none', () => {
    const words = ['printFault', 'chipFault'] as const;
    expect(oneOf(words, 'reason', 'chipFault')).toEqual({ ok: true, value: 'chipFault' });
    const refused = { ok: false, error: { kind: 'usage', data: { problem: '--reason printFault|chipFault' } } };
    expect([oneOf(words, 'reason', 'printfault'), oneOf(words, 'reason', undefined)]).toEqual([refused, refused]);
  });
});
