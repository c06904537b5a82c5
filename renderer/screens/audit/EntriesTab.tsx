/** The entries themselves: filtered, searched, paged without end, taken away. */

import { useMemo, useRef } from 'react';
import type { AuditForm } from '../../../shared/audit/shown.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { focusFirstRow } from '../../ui/focus-first-row.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';
import { questionOf, type Filter } from './audit-filter.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { EntryTable } from './EntryTable.tsx';
import { TakeSelection } from './TakeSelection.tsx';
import { useEntries } from './use-entries.ts';

interface EntriesTabProps {
  readonly filter: Filter;
  readonly now: Date;
  readonly version: number;
  readonly onFilter: (filter: Filter) => void;
  readonly onOpen: (entry: AuditForm, among: readonly AuditForm[]) => void;
  readonly onChanged: () => void;
}

export function EntriesTab({ filter, now, version, onFilter, onOpen, onChanged }: EntriesTabProps) {
  const t = useTexts();
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const question = useMemo(() => questionOf(filter, now), [filter, now]);
  const { entries, size, marked, noted, hasMore, error, loadOlder } = useEntries(question, version);

  const people = useCall('audit.people', {}, version);

  const focusSearch = (): void => {
    search.current?.focus();
    search.current?.select();
  };
  useHotkey('Ctrl+F', focusSearch);
  useHotkey('/', focusSearch);

  return (
    <>
      <AuditFilters
        filter={filter}
        actors={people.value ?? []}
        onChange={onFilter}
        searchRef={search}
        onLeave={() => focusFirstRow(table)}
      />
      {error === null ? null : <ErrorNotice error={error} />}
      {entries === null ? (
        <p className="empty">{error === null ? t('shell.loading') : ''}</p>
      ) : (
        <EntryTable
          label={t('audit.table')}
          entries={entries}
          marked={marked}
          noted={noted}
          empty={t('audit.empty')}
          onOpen={(entry) => onOpen(entry, entries)}
          hasMore={hasMore}
          onEnd={loadOlder}
          tableRef={table}
          testId="audit-table"
        />
      )}
      <div className="audit-line audit-foot">
        <p className="soft" data-testid="audit-shown">
          {t(hasMore ? 'audit.shownMore' : 'audit.shown', { count: entries?.length ?? 0, size })}
        </p>
        <span className="audit-gap" />
        <TakeSelection question={question} onChanged={onChanged} />
      </div>
    </>
  );
}
