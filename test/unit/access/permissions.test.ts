/** Who may do what: the table, read out, and what it refuses. */

import { describe, expect, test } from 'vitest';
import {
  actions,
  permissions,
  permissionsOf,
  requirePermission,
  twoPersonActions,
} from '../../../electron/core/access/permissions.ts';
import type { Actor } from '../../../electron/core/ports.ts';
import { calls } from '../../../shared/contract.ts';
import { sittingActSchema } from '../../../shared/contract/sitting.ts';
import { roleSchema } from '../../../shared/model/account.ts';

describe('the table of permissions', () => {
  test('every act by two can wait for a sitting, but for secrets, files, both there, and a person’s end', () => {
    const waiting: readonly string[] = sittingActSchema.options.map(({ shape: { call } }) =>
      call.value === 'review.accept' ? 'review.override' : call.value,
    );
    const byTwo: readonly string[] = twoPersonActions;
    const rest = byTwo.filter((action) => !waiting.includes(action));
    expect(waiting.filter((action) => !byTwo.includes(action))).toEqual([]);
    expect(rest.toSorted()).toEqual([
      'account.create',
      'account.enrolCard',
      'account.resetPassword',
      'account.seal',
      'audit.changeKey',
      'day.handShift',
      'keys.open',
      'person.changeSlot',
      'person.erase',
      'profile.change',
      'stock.chooseAndTakeTransfer',
    ]);
  });

  test('has a row with a reason for every call, and rows beyond the calls only for the command line', () => {
    const beyond = actions.filter((action) => !(action in calls));

    expect(Object.keys(calls).filter((name) => !(name in permissions))).toEqual([]);
    expect(beyond).toEqual(['review.override', 'audit.changeKey', 'storage.backup']);
    expect(actions.filter((action) => permissions[action].reason.length < 10)).toEqual([]);
  });

  test('gives each role what its work needs', () => {
    const may = roleSchema.options.map((role) => [role, permissionsOf(role).filter((action) => isAct(action))]);
    const work = [
      'review.override',
      'intake.chooseAndImport',
      'intake.importSamples',
      'review.crop',
      'review.accept',
      'review.return',
      'job.compose',
      'job.encode',
      'job.print',
      'job.verify',
      'job.setAside',
      'job.restart',
      'job.reprint',
      'job.stopPrint',
      'job.cancel',
      'job.resolve',
      'card.store',
      'card.handOver',
    ];

    expect(may).toEqual([
      ['administrator', []],
      ['supervisor', work],
      ['officer', work],
      ['auditor', []],
    ]);
  });

  test('keeps the log from officers and people from administrators', () => {
    const officer = permissionsOf('officer');
    const administrator = permissionsOf('administrator');

    expect(officer.filter((action) => action.startsWith('audit.'))).toEqual(['audit.verify']);
    expect(administrator.filter((action) => /^(queue|application|card)\./.test(action))).toEqual([]);
  });
});

describe('asking for a permission', () => {
  const officer: Actor = { account: 'officer1', role: 'officer' };

  test('succeeds for who holds it', () => {
    expect(requirePermission(officer, 'job.print').ok).toBe(true);
  });

  test('is refused by name for who does not, for nobody, and for the system', () => {
    const auditor: Actor = { account: 'auditor1', role: 'auditor' };
    const system: Actor = { account: 'system', role: 'system' };
    const refusals = [auditor, system, null].map((actor) => requirePermission(actor, 'job.print'));

    expect(refusals).toEqual([
      { ok: false, error: { kind: 'access.forbidden', data: { action: 'job.print', role: 'auditor' } } },
      { ok: false, error: { kind: 'access.forbidden', data: { action: 'job.print', role: 'system' } } },
      { ok: false, error: { kind: 'access.signInRequired', data: {} } },
    ]);
  });

  test('lets nobody in particular do only what comes before sign-in', () => {
    const open = actions.filter((action) => requirePermission(null, action).ok);

    expect(open).toEqual([
      'session.current',
      'keys.givePin',
      'session.signIn',
      'session.signOut',
      'code.chooseAndSaveSheet',
      'office.firstStart',
      'account.recover',
      'session.setLanguage',
    ]);
  });
});

/** Acts on a case or a card; not looking, not administration. */
function isAct(action: string): boolean {
  return /^(intake|review|job)\.|^card\.(store|handOver)$/.test(action);
}
