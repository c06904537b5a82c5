/** The rows of the queue as a virtual table: a thousand cases scroll like ten. */

import { useEffect, type RefObject } from 'react';
import {
  Cell,
  Collection,
  Column,
  Row,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  TableLoadMoreItem,
  Virtualizer,
} from 'react-aria-components';
import type { QueueRow } from '../../../shared/model/queue.ts';
import { CaseStatus } from '../../case-status.tsx';
import { formatRecent } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { focusFirstRow } from '../../ui/focus-first-row.ts';
import { StatusChip } from '../../ui/StatusChip.tsx';

interface QueueTableProps {
  readonly rows: readonly QueueRow[];
  readonly total: number;
  readonly empty: string;
  readonly onOpen: (row: QueueRow) => void;
  /** The last row comes into sight. */
  readonly onEnd: () => void;
  readonly tableRef: RefObject<HTMLDivElement | null>;
}

const columns = [
  { id: 'urgent', width: 88 },
  { id: 'number', width: 144 },
  { id: 'name', width: '1fr', minWidth: 144 },
  { id: 'nationality', width: 84 },
  { id: 'kind', width: 136 },
  { id: 'state', width: 144 },
  { id: 'received', width: 104 },
] as const;

export function QueueTable({ rows, total, empty, onOpen, onEnd, tableRef }: QueueTableProps) {
  const t = useTexts();
  const hasRows = rows.length > 0;
  useEffect(() => {
    // Arrow keys work at once; a field or tab that somebody is using keeps the focus.
    const busy = document.activeElement?.closest('input, textarea, [role="tab"], [role="dialog"]');
    if (hasRows && (busy ?? null) === null) return focusFirstRow(tableRef);
    return undefined;
  }, [hasRows, tableRef]);

  return (
    <div className="table-frame">
      <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight: 40, headingHeight: 32, loaderHeight: 32 }}>
        <Table
          ref={tableRef}
          className="table"
          aria-label={t('queue.table')}
          data-testid="queue-table"
          onRowAction={(key) => {
            const row = rows.find(({ id }) => id === key);
            if (row !== undefined) onOpen(row);
          }}
        >
          <TableHeader className="table-header">
            {columns.map((column) => (
              <Column {...column} key={column.id} className="column" isRowHeader={column.id === 'name'}>
                {t(`queue.column.${column.id}`)}
              </Column>
            ))}
          </TableHeader>
          <TableBody renderEmptyState={() => <p className="empty">{empty}</p>}>
            <Collection items={rows} dependencies={[t]}>
              {(row) => <QueueLine row={row} />}
            </Collection>
            <TableLoadMoreItem onLoadMore={onEnd} isLoading={rows.length < total}>
              {t('shell.loading')}
            </TableLoadMoreItem>
          </TableBody>
        </Table>
      </Virtualizer>
    </div>
  );
}

function QueueLine({ row }: { readonly row: QueueRow }) {
  const t = useTexts();
  return (
    <Row id={row.id} className="row" textValue={`${row.number} ${row.latinName}`}>
      <Cell className="cell">
        {row.urgent ? <StatusChip text={t('queue.urgent')} shape="bolt" tone="care" /> : null}
      </Cell>
      <Cell className="cell">
        <span className="clip exact">{row.number}</span>
      </Cell>
      <Cell className="cell">
        <span className="clip">
          {row.latinName}
          {row.chineseName === null ? null : <span className="queue-chinese">{row.chineseName}</span>}
        </span>
      </Cell>
      <Cell className="cell">{row.nationality}</Cell>
      <Cell className="cell">{t(`kind.${row.kind}`)}</Cell>
      <Cell className="cell">
        <CaseStatus application={row.state} job={row.job?.state ?? null} card={row.card?.state ?? null} />
      </Cell>
      <Cell className="cell soft">{formatRecent(row.receivedAt)}</Cell>
    </Row>
  );
}
