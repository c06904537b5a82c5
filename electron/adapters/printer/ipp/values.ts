/** Making and reading attributes by what they mean; a value of another syntax than expected counts as none. */

import type { IppAttributes, IppMessage, IppValue, StringSyntax } from './message.ts';

export const keyword = (value: string): IppValue => ({ kind: 'keyword', value });
export const uri = (value: string): IppValue => ({ kind: 'uri', value });
export const name = (value: string): IppValue => ({ kind: 'name', value });
export const text = (value: string): IppValue => ({ kind: 'text', value });
export const integer = (value: number): IppValue => ({ kind: 'integer', value });
export const boolean = (value: boolean): IppValue => ({ kind: 'boolean', value });
export const mimeType = (value: string): IppValue => ({ kind: 'mimeMediaType', value });

/** Attributes in this order; one value or several. */
export function attributes(
  ...entries: readonly (readonly [name: string, ...values: readonly IppValue[]])[]
): IppAttributes {
  return new Map(entries.map(([attribute, ...values]) => [attribute, values]));
}

/** The attributes of the first group of that kind; none where it is missing. */
export function groupOf(message: IppMessage, tag: number): IppAttributes {
  return message.groups.find((group) => group.tag === tag)?.attributes ?? new Map();
}

/** The first value where it is a number of either sort. */
export function numberOf(from: IppAttributes, attribute: string): number | null {
  const value = from.get(attribute)?.[0];
  return value?.kind === 'integer' || value?.kind === 'enum' ? value.value : null;
}

export function numbersOf(from: IppAttributes, attribute: string): readonly number[] {
  const values = from.get(attribute) ?? [];
  return values.flatMap((value) => (value.kind === 'integer' || value.kind === 'enum' ? [value.value] : []));
}

export function booleanOf(from: IppAttributes, attribute: string): boolean | null {
  const value = from.get(attribute)?.[0];
  return value?.kind === 'boolean' ? value.value : null;
}

const textual: ReadonlySet<string> = new Set<StringSyntax | 'text' | 'name'>([
  'text',
  'name',
  'keyword',
  'uri',
  'uriScheme',
  'charset',
  'naturalLanguage',
  'mimeMediaType',
]);

/** Every value that is words, whatever the sort of words. */
export function stringsOf(from: IppAttributes, attribute: string): readonly string[] {
  const values = from.get(attribute) ?? [];
  return values.flatMap((value) => (isWords(value) ? [value.value] : []));
}

export function stringOf(from: IppAttributes, attribute: string): string | null {
  return stringsOf(from, attribute)[0] ?? null;
}

function isWords(value: IppValue): value is Extract<IppValue, { readonly value: string }> {
  return textual.has(value.kind);
}

const latin1 = new TextDecoder('latin1');

/** `key=value;key=value;`, as printers describe trays and supplies in octet strings (PWG 5100.13 sections 5.6.34 to 5.6.42). */
export function recordsOf(from: IppAttributes, attribute: string): readonly ReadonlyMap<string, string>[] {
  const values = from.get(attribute) ?? [];
  return values.flatMap((value) => (value.kind === 'octets' ? [recordOf(latin1.decode(value.value))] : []));
}

/** `KEY:value;` or `key=value;` pairs with the keys in small letters; what is neither is left out. */
export function recordOf(line: string): ReadonlyMap<string, string> {
  const pairs = line.split(';').flatMap((part) => {
    const [, key, value] = /^\s*([^=:]+)[=:](.*)$/.exec(part) ?? [];
    return key === undefined || value === undefined ? [] : [[key.toLowerCase(), value.trim()] as const];
  });
  return new Map(pairs);
}
