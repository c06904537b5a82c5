/** Which PC/SC reader officers put their cards into: a preference of the desk, chosen among the readers that are there. */

import { fail, ok } from '../../shared/result.ts';
import type { OfficerCards } from '../core/officer-card/proof.ts';
import type { Actor } from '../core/ports.ts';
import type { Handlers } from './dispatch.ts';
import { changeSettings, type Settable } from './on-record.ts';
import { readSettings } from './settings.ts';

type ReaderCalls = Pick<Handlers, 'device.officerReaders' | 'device.chooseOfficerReader'>;

interface Desk extends Settable {
  context(actor: Actor): { readonly officerCards?: Pick<OfficerCards, 'present'> | undefined };
}

export function officerReaderCalls(station: Desk, actor: () => Actor): ReaderCalls {
  return {
    async 'device.officerReaders'() {
      const present = await station.context(actor()).officerCards?.present();
      return ok({
        chosen: readSettings(station.folder).officerReader,
        present: present?.ok === true ? [...present.value] : null,
      });
    },
    async 'device.chooseOfficerReader'({ reader }) {
      const asked = actor();
      const present = reader === null ? undefined : await station.context(asked).officerCards?.present();
      if (present?.ok === false) return present;
      // Nobody could sign in with a card any more, and it would be found out only then.
      const isThere = reader === null || present?.value.includes(reader) === true;
      if (!isThere) return fail('officerCard.noReader', { reason: reader });
      const changed = changeSettings(station, asked, { officerReader: reader });
      return changed.ok ? ok({}) : changed;
    },
  };
}
