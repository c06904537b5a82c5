/** A person's data: erased by two people, given out to the person, searched for. */

import { erasePerson } from '../../../../electron/core/person/erase.ts';
import { exportPerson } from '../../../../electron/core/person/export-person.ts';
import { ok } from '../../../../shared/result.ts';
import { application, at, nothing, second, shown, somebody, type Acts } from '../choose.ts';

export const personActs: Acts = {
  erase: {
    weight: 3,
    run(scene) {
      const found = application(scene, ['returned', 'withdrawn', 'accepted', 'received']);
      if (found === undefined) return nothing;
      const reason = scene.dice.of(['requested', 'retentionOver'] as const) ?? 'requested';
      const { id: applicationId, revision } = shown(scene, found);
      return erasePerson({ applicationId, revision, reason, second: second(scene) }, at(scene));
    },
  },
  takeOut: {
    weight: 1,
    run(scene) {
      const found = application(scene, ['received', 'accepted']);
      return found === undefined ? nothing : exportPerson(found.id, somebody(scene), at(scene).store);
    },
  },
  search: {
    weight: 2,
    run({ dice, office, town }) {
      const sought = dice.of([...town.sent.values()]);
      const text = sought?.person.passport.number ?? 'nobody';
      const { total } = office.store.queue({ view: 'all', text, offset: 0, limit: 20 });
      const known = sought === undefined ? undefined : office.store.applicationByNumber(sought.applicationNumber);
      if (known !== undefined && total === 0) throw new Error('a case on file is not found');
      return ok(total);
    },
  },
};
