/** Every code that a failure carries is a word in both languages: none of ours is left in a sentence. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { actions, permissions } from '../../../electron/core/access/permissions.ts';
import type { OldCardEvent } from '../../../electron/core/hand-over/old-card-state.ts';
import type { JobEvent } from '../../../electron/core/issue/job-state.ts';
import type { BlankEvent } from '../../../electron/core/stock/blank-state.ts';
import type { CardEvent } from '../../../electron/core/stock/card-state.ts';
import { codeList, codeText } from '../../../shared/messages/code-text.ts';
import { describeError } from '../../../shared/messages/describe.ts';
import { applicationStateSchema } from '../../../shared/model/application.ts';
import { oldCardStateSchema } from '../../../shared/model/hand-over.ts';
import { blankPlaceSchema, cardStateSchema } from '../../../shared/model/stock.ts';
import { heldBySchema, keySlotSchema } from '../../../shared/person/view.ts';
import { error, type AppError } from '../../../shared/result.ts';

/** By their types, so that none is forgotten here. */
const events: Readonly<Record<CardEvent | OldCardEvent | BlankEvent | JobEvent, true>> = {
  assigned: true,
  cameBack: true,
  cancelled: true,
  destroyed: true,
  dispatched: true,
  encodeBegun: true,
  encodeRefused: true,
  encodeResumed: true,
  encoded: true,
  finished: true,
  found: true,
  foundPrinted: true,
  foundUnprinted: true,
  handedOver: true,
  heldAsEvidence: true,
  loaded: true,
  lost: true,
  outcomeUnknown: true,
  printBegun: true,
  printRefused: true,
  printed: true,
  received: true,
  released: true,
  restarted: true,
  resumed: true,
  returned: true,
  revoked: true,
  sentBack: true,
  setAside: true,
  suspended: true,
  takenForTest: true,
  transferred: true,
  unloaded: true,
  verified: true,
};

/** Those that nobody needs to be signed in for are refused to nobody. */
const refusable = actions.filter((action) => permissions[action].open !== true);

/** No text is found for it, so that it shows what the sentence says where there is none. */
const unknown = 'no-such-code';

/**
 * Of these codes those that would stand in the sentence as they are. Asked in Chinese, where no word looks like a code;
 * English has the same texts by its type.
 */
function unsaid(codes: readonly string[], failure: (code: string) => AppError): readonly string[] {
  const raw = describeError(failure(unknown), 'zh').what;
  return codes.filter((code) => describeError(failure(code), 'zh').what === raw.replace(unknown, code));
}

describe('a failure says in words', () => {
  test('what was not permitted', () => {
    expect(unsaid(refusable, (action) => error('access.forbidden', { action, role: 'officer' }))).toEqual([]);
  });

  test('what does not happen to a card, a blank, a job', () => {
    const named = Object.keys(events);
    expect(unsaid(named, (action) => error('card.wrongState', { state: 'revoked', action }))).toEqual([]);
  });

  test('in which state something is', () => {
    const states = [applicationStateSchema, cardStateSchema, oldCardStateSchema].flatMap(({ options }) => [...options]);
    expect(unsaid(states, (state) => error('card.wrongState', { state, action: 'handOver' }))).toEqual([]);
    expect(
      unsaid(blankPlaceSchema.options, (place) => error('stock.wrongPlace', { place, action: 'setAside' })),
    ).toEqual([]);
  });

  test('what still needs a person’s data, and what opens it', () => {
    expect(unsaid(heldBySchema.options, (by) => error('person.stillNeeded', { number: '1', by }))).toEqual([]);
    expect(unsaid(keySlotSchema.options, (slot) => error('storage.lastSlot', { slot }))).toEqual([]);
    expect(unsaid(keySlotSchema.options, (slot) => error('person.slotExists', { slot }))).toEqual([]);
    expect(unsaid(keySlotSchema.options, (slot) => error('person.slotImpossible', { slot }))).toEqual([]);
  });

  test.each<[name: 'what' | 'action' | 'state' | 'reason', kinds: readonly string[], (code: string) => AppError]>([
    ['what', ['notFound', 'changedMeanwhile'], (what) => error('notFound', { what })],
    [
      'action',
      ['job.wrongState', 'card.wrongState', 'oldCard.wrongState', 'stock.wrongPlace', 'access.trainingOnly'],
      (action) => error('access.trainingOnly', { action }),
    ],
    ['state', ['job.wrongState', 'card.wrongState'], (state) => error('job.wrongState', { state, action: 'store' })],
    ['reason', ['access.secondRefused'], (reason) => error('access.secondRefused', { account: 'officer1', reason })],
  ])('each %s that is written out where it fails', (name, kinds, failure) => {
    const codes = writtenOut(name, kinds);
    expect(codes.length).toBeGreaterThan(0);
    expect(unsaid(codes, failure)).toEqual([]);
  });
});

test('what an inspection finds is a word each, a chip that does not answer too', () => {
  const found = inspectionFindings();
  expect(found).toContain('chip');
  expect(found).toContain('sodHash');
  expect(found.filter((code) => codeText('zh', 'chipField', code) === code)).toEqual([]);
  expect([codeList('zh', 'chipField', 'sex, photo'), codeList('en', 'chipField', 'sex, photo')]).toEqual([
    '性别、照片',
    'Sex, Photo',
  ]);
});

/** As `compareWithRecord` names them, and what a complaint notes where nothing could be read. */
function inspectionFindings(): readonly string[] {
  const compared = readFileSync(join('electron', 'core', 'chip', 'compare.ts'), 'utf8');
  const complained = readFileSync(join('electron', 'core', 'custody', 'complain.ts'), 'utf8');
  const fields = [...compared.matchAll(/^ {4}\['(\w+)'/gm), ...compared.matchAll(/field: '(\w+)'/g)];
  const silent = [...complained.matchAll(/\bok\('(\w+)'\)/g)];
  return [...fields, ...silent].map(([, code = '']) => code);
}

/** The codes in `fail('kind', { name: 'code' })` of the program. */
function writtenOut(name: string, kinds: readonly string[]): readonly string[] {
  const codes = sources().flatMap((source) =>
    [...source.matchAll(/fail\(\s*'([\w.]+)',\s*\{([^}]*)\}/g)]
      .filter(([, kind = '']) => kinds.includes(kind))
      .flatMap(([, , data = '']) => [...data.matchAll(new RegExp(`\\b${name}: '([^']*)'`, 'g'))])
      .map(([, code = '']) => code),
  );
  return [...new Set(codes)];
}

function sources(): readonly string[] {
  return readdirSync('electron', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join('electron', file), 'utf8'));
}
