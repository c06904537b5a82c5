/** The audit log: newest first, filtered, verified and exported from here. Never edited: there is no way to. */

import { useMemo, useState } from 'react';
import { actionTitle, subjectTitle } from '../../../shared/audit/catalogue.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import type { AuditEntry } from '../../../shared/model/audit.ts';
import { formatSecond } from '../../format.ts';
import { useLanguage, useTexts, type Translate } from '../../language.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { ScreenTitle } from '../../ui/ScreenTitle.tsx';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable.tsx';
import { AuditEntryDialog } from './AuditEntryDialog.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditProof } from './AuditProof.tsx';
import { OutcomeChip } from './OutcomeChip.tsx';
import { noFilter, useAudit, type Filter } from './use-audit.ts';
import './audit.css';

/** An entry as a row: its sequence is its id. */
type AuditRow = AuditEntry & { readonly id: string };

export function Audit() {
  const t = useTexts();
  const language = useLanguage();
  const [filter, setFilter] = useState<Filter>(noFilter);
  const { entries, size, hasMore, error, loadOlder, reload } = useAudit(filter);
  const [open, setOpen] = useState<AuditEntry | null>(null);
  const columns = useMemo(() => columnsIn(t, language), [t, language]);
  const rows = useMemo(() => (entries ?? []).map((entry) => ({ ...entry, id: `entry-${entry.sequence}` })), [entries]);

  return (
    <div className="screen">
      <header className="screen-head">
        <div className="grow">
          <ScreenTitle>{t('audit.title')}</ScreenTitle>
        </div>
        <span className="soft" data-testid="audit-size">
          {t('audit.size', { size })}
        </span>
      </header>
      <AuditProof onDone={reload} />
      <AuditFilters filter={filter} onChange={setFilter} />
      {error === null ? null : <ErrorNotice error={error} />}
      {entries === null ? (
        <p className="empty">{error === null ? t('shell.loading') : ''}</p>
      ) : (
        <VirtualTable
          label={t('audit.table')}
          columns={columns}
          rows={rows}
          textOf={(row) => `${row.sequence} ${row.action}`}
          onOpen={setOpen}
          empty={t('audit.empty')}
          hasMore={hasMore}
          onEnd={loadOlder}
          testId="audit-table"
        />
      )}
      <AuditEntryDialog
        entry={open}
        onClose={() => setOpen(null)}
        onSameSubject={(subjectId) => {
          setOpen(null);
          setFilter({ ...noFilter, subjectId });
        }}
      />
    </div>
  );
}

function columnsIn(t: Translate, language: Language): readonly TableColumn<AuditRow>[] {
  return [
    { id: 'sequence', title: t('audit.column.sequence'), width: 64, cell: (row) => row.sequence },
    {
      id: 'time',
      title: t('audit.column.time'),
      width: 156,
      cell: (row) => <span className="soft">{formatSecond(row.time)}</span>,
    },
    {
      id: 'actor',
      title: t('audit.column.actor'),
      width: 128,
      cell: (row) => <span className="clip exact">{row.actor}</span>,
    },
    {
      id: 'action',
      title: t('audit.column.action'),
      width: '1fr',
      minWidth: 144,
      isRowHeader: true,
      cell: (row) => <span className="clip">{actionTitle(row.action, language)}</span>,
    },
    {
      id: 'subject',
      title: t('audit.column.subject'),
      width: 184,
      cell: (row) => (
        <span className="clip">
          {subjectTitle(row.subject.kind, language)} <span className="exact soft">{row.subject.id}</span>
        </span>
      ),
    },
    {
      id: 'outcome',
      title: t('audit.column.outcome'),
      width: 104,
      cell: (row) => <OutcomeChip outcome={row.outcome} />,
    },
  ];
}
