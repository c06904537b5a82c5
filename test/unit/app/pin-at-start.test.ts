/** A PIN is tried once; where nothing was tried, it is still what the workstation waits for. */

import { expect, test } from 'vitest';
import { dispatchAwaitingPin } from '../../../electron/app/pin-at-start.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

const token = 'office';
const needed = fail('hsm.pinNeeded', { token });
const absent = fail('hsm.tokenAbsent', { token });
const wrong = fail('hsm.pinWrong', { token, left: 'unstated' });

/** What the module answers to one PIN after the other, and which PINs reached it. */
function awaiting(...answers: readonly Result<void>[]) {
  const tried: string[] = [];
  const dispatch = dispatchAwaitingPin(needed, async (pin) => {
    tried.push(pin);
    return answers[tried.length - 1] ?? ok(undefined);
  });
  return { tried, give: (pin: string) => dispatch.receive('keys.givePin', { pin }), dispatch };
}

test('a module that was not there leaves the workstation waiting for its PIN', async () => {
  const { tried, give, dispatch } = awaiting(absent, ok(undefined));

  expect(await give('1234')).toEqual(absent);
  expect(await dispatch.receive('session.current', {})).toEqual(needed);
  expect(await give('1234')).toEqual(ok({}));
  expect(tried).toEqual(['1234', '1234']);
});

test('after a wrong PIN no other one reaches the module', async () => {
  const { tried, give, dispatch } = awaiting(wrong);

  expect([await give('1111'), await give('2222')]).toEqual([wrong, wrong]);
  expect(await dispatch.receive('session.current', {})).toEqual(wrong);
  expect(tried).toEqual(['1111']);
});

test('of two PINs at once one reaches the module', async () => {
  const { tried, give } = awaiting(wrong);

  expect(await Promise.all([give('1111'), give('2222')])).toEqual([wrong, needed]);
  expect(tried).toEqual(['1111']);
});
