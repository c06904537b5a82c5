/** Entries as rows, as every part of the audit screen lists them. */

import { useMemo, type RefObject } from 'react';
import { actionTitle } from '../../../shared/audit/catalogue.ts';
import type { AuditForm } from '../../../shared/audit/shown.ts';
import { actorText, subjectWords, tellingText } from '../../../shared/messages/audit-detail.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import { formatSecond, shortHash } from '../../format.ts';
import { useLanguage, useTexts, type Translate } from '../../language.tsx';
import { Shape } from '../../ui/Shape.tsx';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable.tsx';
import { OutcomeChip } from './OutcomeChip.tsx';
import { SeverityChip } from './SeverityChip.tsx';

/** An entry as a row: its sequence is its id, within its log. */
interface EntryRow extends AuditForm {
  readonly id: string;
  readonly entry: AuditForm;
  readonly isMarked: boolean;
  readonly isNoted: boolean;
}

interface EntryTableProps {
  readonly label: string;
  readonly entries: readonly AuditForm[];
  /** Where they are of several logs: the log of each, in the same order. */
  readonly origins?: readonly string[];
  readonly marked: ReadonlySet<number>;
  readonly noted: ReadonlySet<number>;
  readonly empty: string;
  readonly onOpen: (entry: AuditForm) => void;
  readonly hasMore?: boolean;
  readonly onEnd?: () => void;
  readonly tableRef?: RefObject<HTMLDivElement | null>;
  readonly testId: string;
}

export function EntryTable(props: EntryTableProps) {
  const { entries, origins, marked, noted, hasMore = false, onEnd, tableRef } = props;
  const isOfSeveral = origins !== undefined;
  const t = useTexts();
  const language = useLanguage();
  const columns = useMemo(
    () => [...(isOfSeveral ? [stationColumn(t)] : []), ...columnsIn(t, language)],
    [t, language, isOfSeveral],
  );
  const rows = useMemo(
    () =>
      entries.map((entry, index) => ({
        ...entry,
        entry,
        id: `entry-${origins?.[index] ?? ''}-${entry.sequence}`,
        isMarked: marked.has(entry.sequence),
        isNoted: noted.has(entry.sequence),
      })),
    [entries, origins, marked, noted],
  );
  return (
    <VirtualTable
      label={props.label}
      columns={columns}
      rows={rows}
      textOf={(row) => `${row.sequence} ${actionTitle(row.action, language)}`}
      onOpen={({ entry }) => props.onOpen(entry)}
      empty={props.empty}
      hasMore={hasMore}
      {...(onEnd === undefined ? {} : { onEnd })}
      {...(tableRef === undefined ? {} : { tableRef })}
      testId={props.testId}
    />
  );
}

function stationColumn(t: Translate): TableColumn<EntryRow> {
  return {
    id: 'workstation',
    title: t('audit.entry.workstation'),
    width: 120,
    cell: (row) => <span className="clip exact">{row.workstation}</span>,
  };
}

function columnsIn(t: Translate, language: Language): readonly TableColumn<EntryRow>[] {
  return [
    {
      id: 'sequence',
      title: t('audit.column.sequence'),
      width: 104,
      cell: (row) => (
        <span className="audit-number">
          {row.sequence}
          {row.isMarked ? <Sign name="flag" text={t('audit.marked')} /> : null}
          {row.isNoted ? <Sign name="note" text={t('audit.noted')} /> : null}
        </span>
      ),
    },
    {
      id: 'time',
      title: t('audit.column.time'),
      width: 148,
      cell: (row) => <span className="soft">{formatSecond(row.time)}</span>,
    },
    {
      id: 'actor',
      title: t('audit.column.actor'),
      width: 104,
      cell: (row) => <span className="clip">{actorText(row, language)}</span>,
    },
    {
      id: 'action',
      title: t('audit.column.action'),
      width: '1fr',
      minWidth: 128,
      isRowHeader: true,
      cell: (row) => <What entry={row} language={language} />,
    },
    {
      id: 'subject',
      title: t('audit.column.subject'),
      width: '0.7fr',
      minWidth: 96,
      cell: (row) => <Subject entry={row} language={language} />,
    },
    {
      id: 'outcome',
      title: t('audit.column.outcome'),
      width: 104,
      cell: (row) => <OutcomeChip outcome={row.outcome} />,
    },
    {
      id: 'severity',
      title: t('audit.column.severity'),
      width: 100,
      cell: (row) => <SeverityChip entry={row} quiet />,
    },
  ];
}

function Sign({ name, text }: { readonly name: 'flag' | 'note'; readonly text: string }) {
  return (
    <span className="audit-sign" title={text}>
      <Shape name={name} />
      <span className="unseen">{text}</span>
    </span>
  );
}

function What({ entry, language }: { readonly entry: AuditForm; readonly language: Language }) {
  const more = tellingText(entry.detail, language);
  return (
    <span className="clip audit-word">
      {actionTitle(entry.action, language)}
      {more === '' ? null : <span className="soft"> · {more}</span>}
    </span>
  );
}

function Subject({ entry, language }: { readonly entry: AuditForm; readonly language: Language }) {
  const { kind, id, isExact } = subjectWords(entry.subject, language);
  return (
    <span className="clip">
      {kind} <span className={isExact ? 'exact soft' : 'soft'}>{shortHash(id)}</span>
    </span>
  );
}
