/** A table of any length: only the rows in sight exist. Arrow keys move, Enter or a click opens. */

import { useEffect, useRef, type ReactNode, type RefObject, type SyntheticEvent } from 'react';
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
import { focusFirstRow } from './focus-first-row.ts';

export interface TableColumn<R> {
  readonly id: string;
  readonly title: string;
  readonly width: number | `${number}fr`;
  readonly minWidth?: number;
  /** The column that names the row. */
  readonly isRowHeader?: boolean;
  readonly cell: (row: R) => ReactNode;
}

interface VirtualTableProps<R extends { readonly id: string | number }> {
  readonly label: string;
  readonly columns: readonly TableColumn<R>[];
  readonly rows: readonly R[];
  /** The row as one line of plain text. */
  readonly textOf: (row: R) => string;
  readonly onOpen: (row: R) => void;
  /** The pointer or the focus comes to a row; null where it leaves the table. */
  readonly onPoint?: (row: R | null) => void;
  /** The pointer goes down on a row; when it is let go there, the row opens. */
  readonly onPress?: (row: R) => void;
  readonly empty: string;
  readonly hasMore?: boolean;
  /** The last row comes into sight. */
  readonly onEnd?: () => void;
  readonly tableRef?: RefObject<HTMLDivElement | null>;
  readonly testId: string;
}

const sizes = { rowHeight: 40, headingHeight: 32, loaderHeight: 32 };

export function VirtualTable<R extends { readonly id: string | number }>(props: VirtualTableProps<R>) {
  const { label, columns, rows, textOf, onOpen, onPoint, onPress, empty, hasMore = false, onEnd, testId } = props;
  const point = ({ target }: SyntheticEvent): void => onPoint?.(rows[indexOf(target)] ?? null);
  const press = ({ target }: SyntheticEvent): void => {
    const row = rows[indexOf(target)];
    if (row !== undefined) onPress?.(row);
  };
  const own = useRef<HTMLDivElement>(null);
  const table = props.tableRef ?? own;
  const hasRows = rows.length > 0;
  useEffect(() => {
    // Arrow keys work at once; a field, tab or dialog that somebody is using keeps the focus.
    const inUse = document.activeElement?.closest('input, textarea, [role="tab"], [role="dialog"]') ?? null;
    return hasRows && inUse === null ? focusFirstRow(table) : undefined;
  }, [hasRows, table]);

  return (
    <div
      className="table-frame"
      onFocus={point}
      onMouseOver={point}
      onMouseLeave={() => onPoint?.(null)}
      // On the way down: the table keeps the press to itself.
      onPointerDownCapture={press}
    >
      <Virtualizer layout={TableLayout} layoutOptions={sizes}>
        <Table
          ref={table}
          className="table"
          aria-label={label}
          data-testid={testId}
          onRowAction={(key) => {
            const row = rows.find(({ id }) => id === key);
            if (row !== undefined) onOpen(row);
          }}
        >
          <TableHeader className="table-header">
            {columns.map(({ id, title, width, minWidth = 40, isRowHeader = false }) => (
              <Column key={id} id={id} width={width} minWidth={minWidth} isRowHeader={isRowHeader} className="column">
                {title}
              </Column>
            ))}
          </TableHeader>
          <TableBody renderEmptyState={() => <p className="empty">{empty}</p>}>
            <Collection items={rows} dependencies={[columns]}>
              {(row) => (
                <Row id={row.id} className="row" textValue={textOf(row)}>
                  {columns.map((column) => (
                    <Cell key={column.id} className="cell">
                      {column.cell(row)}
                    </Cell>
                  ))}
                </Row>
              )}
            </Collection>
            {hasMore ? (
              // Not shown as a row of its own: it would be one without cells, and the next rows are there at once.
              <TableLoadMoreItem {...(onEnd === undefined ? {} : { onLoadMore: onEnd })} />
            ) : null}
          </TableBody>
        </Table>
      </Virtualizer>
    </div>
  );
}

/** Which of the rows an element belongs to; -1 for the heading. Rows are counted from 1, the heading included. */
function indexOf(target: EventTarget): number {
  const row = target instanceof Element ? target.closest('[role="row"]') : null;
  return Number(row?.getAttribute('aria-rowindex') ?? 0) - 2;
}
