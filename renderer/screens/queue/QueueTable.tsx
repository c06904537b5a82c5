/** The rows of the queue: the urgent mark first, then who and what, then where the case stands. */

import { useMemo, type RefObject } from 'react';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import type { QueueRow } from '../../../shared/model/queue.ts';
import { composeNow, pointAt } from '../../case/preview-ahead.ts';
import { CaseStatus } from '../../case-status.tsx';
import { formatRecent } from '../../format.ts';
import { useTexts, type Translate } from '../../language.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable.tsx';

interface QueueTableProps {
  readonly rows: readonly QueueRow[];
  readonly total: number;
  readonly empty: string;
  readonly onOpen: (row: QueueRow) => void;
  /** The last row comes into sight. */
  readonly onEnd: () => void;
  readonly tableRef: RefObject<HTMLDivElement | null>;
}

export function QueueTable({ rows, total, empty, onOpen, onEnd, tableRef }: QueueTableProps) {
  const t = useTexts();
  const columns = useMemo(() => columnsIn(t), [t]);
  // Begun before this screen makes way for the case.
  const begin = (row: QueueRow): void => composeNow(underReview(row));
  return (
    <VirtualTable
      label={t('queue.table')}
      columns={columns}
      rows={rows}
      textOf={(row) => `${row.number} ${row.latinName}`}
      onOpen={(row) => {
        begin(row);
        onOpen(row);
      }}
      onPoint={(row) => pointAt(underReview(row))}
      onPress={begin}
      empty={empty}
      hasMore={rows.length < total}
      onEnd={onEnd}
      tableRef={tableRef}
      testId="queue-table"
    />
  );
}

/** A case under review is what opens with its faces newly composed, and that takes longest. */
function underReview(row: QueueRow | null): ApplicationId | null {
  return row?.state === 'received' ? row.id : null;
}

function columnsIn(t: Translate): readonly TableColumn<QueueRow>[] {
  return [
    {
      id: 'urgent',
      title: t('queue.column.urgent'),
      width: 90,
      cell: (row) => (row.urgent ? <StatusChip text={t('queue.urgent')} shape="bolt" tone="care" /> : null),
    },
    {
      id: 'number',
      title: t('queue.column.number'),
      width: '1.3fr',
      minWidth: 122,
      // What tells two numbers apart is at their end.
      cell: (row) => (
        <span className="clip-start exact">
          <bdi>{row.number}</bdi>
        </span>
      ),
    },
    {
      id: 'name',
      title: t('queue.column.name'),
      width: '2fr',
      minWidth: 132,
      isRowHeader: true,
      cell: (row) => (
        <span className="clip">
          {row.latinName}
          {row.chineseName === null ? null : <span className="queue-chinese">{row.chineseName}</span>}
        </span>
      ),
    },
    { id: 'nationality', title: t('queue.column.nationality'), width: 64, cell: (row) => row.nationality },
    { id: 'kind', title: t('queue.column.kind'), width: 138, cell: (row) => t(`kind.${row.kind}`) },
    {
      id: 'state',
      title: t('queue.column.state'),
      width: 136,
      cell: (row) => <CaseStatus application={row.state} job={row.job?.state ?? null} card={row.card?.state ?? null} />,
    },
    {
      id: 'received',
      title: t('queue.column.received'),
      width: 96,
      cell: (row) => <span className="soft">{formatRecent(row.receivedAt)}</span>,
    },
  ];
}
