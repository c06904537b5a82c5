/** From words to a command with its options; a wrong word is a usage failure with one line that says which. */

import { parseArgs, type ParseArgsConfig } from 'node:util';
import { fail, ok, type Result } from '../../../shared/result.ts';

type OptionForms = NonNullable<ParseArgsConfig['options']>;

/** Options that every command takes. */
const commonOptions = {
  data: { type: 'string' },
  as: { type: 'string' },
  second: { type: 'string' },
  'password-fd': { type: 'string' },
  'pin-fd': { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} satisfies OptionForms;

/** The words that an option takes, as the schema of what it says has them; or any text, or none. */
type OptionForm = 'string' | 'boolean' | readonly string[];

export interface CommandForm {
  /** `audit verify` is two words. */
  readonly name: string;
  /** Names of what follows without a dash, for the usage line; `FILE?` may be left out. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, OptionForm>>;
}

export interface Invocation<C extends CommandForm> {
  readonly command: C;
  readonly positionals: readonly string[];
  readonly text: (option: string) => string | undefined;
  readonly flag: (option: string) => boolean;
}

/** Fails with `usage` when command, option or number of words is not as the form says. */
export function parseInvocation<C extends CommandForm>(
  words: readonly string[],
  commands: readonly C[],
): Result<Invocation<C>> {
  const command = findCommand(words, commands);
  if (command === undefined) return fail('usage', { problem: words.length === 0 ? '-' : words.slice(0, 2).join(' ') });
  const options: OptionForms = { ...commonOptions };
  for (const [name, form] of Object.entries(command.options))
    options[name] = { type: form === 'boolean' ? 'boolean' : 'string' };
  const rest = words.slice(command.name.split(' ').length);
  try {
    const { values, positionals } = parseArgs({ args: [...rest], options, allowPositionals: true, strict: true });
    const needed = command.positionals.filter((name) => !name.endsWith('?')).length;
    if (!values['help'] && (positionals.length < needed || positionals.length > command.positionals.length)) {
      return fail('usage', { problem: usageLine(command) });
    }
    return ok({
      command,
      positionals,
      text: (option) => (typeof values[option] === 'string' ? values[option] : undefined),
      flag: (option) => values[option] === true,
    });
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return fail('usage', { problem: message.split('. ')[0] ?? message });
  }
}

/** One of the words that the option takes. Fails with `usage`, which names them, where it is another or none. */
export function oneOf<W extends string>(words: readonly W[], option: string, given: string | undefined): Result<W> {
  const found = words.find((word) => word === given);
  return found === undefined ? fail('usage', { problem: `--${option} ${words.join('|')}` }) : ok(found);
}

function findCommand<C extends CommandForm>(words: readonly string[], commands: readonly C[]): C | undefined {
  const two = commands.find((command) => command.name === words.slice(0, 2).join(' '));
  return two ?? commands.find((command) => command.name === words[0]);
}

export function usageLine(command: CommandForm): string {
  const positionals = command.positionals.map((name) => (name.endsWith('?') ? `[${name.slice(0, -1)}]` : name));
  const options = Object.entries(command.options).map(([name, form]) =>
    form === 'boolean' ? `[--${name}]` : `[--${name} ${form === 'string' ? name.toUpperCase() : form.join('|')}]`,
  );
  return ['starcard', command.name, ...positionals, ...options].join(' ');
}
