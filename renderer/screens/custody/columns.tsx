/** The columns of custody: where it lies, whose it is, and what stands in the way. */

import type { CustodyRow } from '../../../shared/model/custody.ts';
import { CardStatus } from '../../case-status.tsx';
import { formatInstant } from '../../format.ts';
import type { Translate } from '../../language.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import type { TableColumn } from '../../ui/VirtualTable.tsx';

export function custodyColumns(t: Translate): readonly TableColumn<CustodyRow & { readonly id: string }>[] {
  return [
    { id: 'place', title: t('custody.column.place'), width: 108, cell: (row) => placeOf(t, row) },
    {
      id: 'name',
      title: t('custody.column.name'),
      width: '2fr',
      minWidth: 106,
      isRowHeader: true,
      cell: ({ latinName, chineseName }) => (
        <span className="clip">
          {latinName}
          {chineseName === null ? null : <span className="queue-chinese">{chineseName}</span>}
        </span>
      ),
    },
    {
      id: 'number',
      title: t('custody.column.number'),
      width: 168,
      cell: ({ card }) => <span className="exact">{card.number}</span>,
    },
    {
      id: 'application',
      title: t('custody.column.application'),
      width: '1fr',
      minWidth: 94,
      cell: ({ applicationNumber }) => (
        <span className="clip-start exact">
          <bdi>{applicationNumber}</bdi>
        </span>
      ),
    },
    { id: 'mark', title: t('custody.column.mark'), width: 116, cell: (row) => markOf(t, row) },
    {
      id: 'finished',
      title: t('custody.column.finished'),
      width: 88,
      cell: ({ card }) => <span className="soft">{formatInstant(card.finishedAt).slice(0, 10)}</span>,
    },
    {
      id: 'state',
      title: t('custody.column.state'),
      width: 106,
      cell: ({ card }) => <CardStatus state={card.state} />,
    },
  ];
}

function placeOf(t: Translate, { card, office }: CustodyRow): string {
  if (office !== null) return office;
  return card.safe === null || card.slot === null ? '' : t('custody.place', { safe: card.safe, slot: card.slot });
}

/** What stands in the way of the card weighs more than that it is urgent. */
function markOf(t: Translate, { caseState, complaint, urgent, card }: CustodyRow) {
  if (card.state === 'inCustody' && caseState !== 'accepted')
    return <StatusChip text={t('custody.rejected')} shape="stop" tone="bad" />;
  if (complaint === 'open') return <StatusChip text={t('complaint.chip.open')} shape="triangle" tone="care" />;
  return urgent ? <StatusChip text={t('custody.urgent')} shape="bolt" tone="care" /> : null;
}
