/** A change of a card's services as it waits for the second person; the card has to lie on the writer when it is done. */

import type { SittingAct } from '../../../shared/contract/sitting.ts';
import type { ServiceView } from '../../../shared/model/service.ts';
import { translate } from '../../language.tsx';
import type { Keepable } from '../../waiting.ts';
import type { Draft, Filled } from './use-services.ts';

export function keepableChange({ card, listNumber, entries }: ServiceView, draft: Draft, service: Filled['service']) {
  const name = draft.act === 'add' ? service.id : draft.serviceId;
  const known = entries.find(({ id }) => id === name);
  const { nameZh, nameEn, endpoint, from } = known ?? service;
  const until = draft.act === 'withdraw' ? (known?.until ?? '') : service.until;
  const keepable: Keepable = {
    act: actOf({ cardId: card.id, listNumber }, draft, service),
    describe: (language) => ({
      title: translate(language, `services.title.${draft.act}`, { service: name }),
      facts: [
        { label: translate(language, 'sitting.field.card'), value: card.number, exact: true },
        { label: translate(language, 'services.field.nameZh'), value: `${nameZh} · ${nameEn}` },
        { label: translate(language, 'services.field.endpoint'), value: endpoint, exact: true, wide: true },
        { label: translate(language, 'field.validity'), value: `${from} – ${until}`, exact: true },
        { label: translate(language, 'sitting.field.onWriter'), value: translate(language, 'sitting.onWriter') },
      ],
    }),
  };
  return keepable;
}

function actOf(
  on: { readonly cardId: string; readonly listNumber: number },
  draft: Draft,
  service: Filled['service'],
): SittingAct {
  switch (draft.act) {
    case 'add':
      return { call: 'service.add', request: { ...on, service } };
    case 'renew':
      return { call: 'service.renew', request: { ...on, serviceId: draft.serviceId, until: service.until } };
    case 'withdraw':
      return { call: 'service.withdraw', request: { ...on, serviceId: draft.serviceId } };
  }
}
