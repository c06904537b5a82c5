/** What reviewers marked to be looked at again, the newest mark first. */

import { useMemo } from 'react';
import type { AuditForm } from '../../../shared/audit/shown.ts';
import { formatInstant } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';
import { EntryTable } from './EntryTable.tsx';

interface MarkedTabProps {
  readonly version: number;
  readonly onOpen: (entry: AuditForm, among: readonly AuditForm[]) => void;
}

export function MarkedTab({ version, onOpen }: MarkedTabProps) {
  const t = useTexts();
  const { value, error } = useCall('audit.marks', {}, version);
  const entries = useMemo(() => (value ?? []).map(({ entry }) => entry), [value]);
  const marked = useMemo(() => new Set(entries.map(({ sequence }) => sequence)), [entries]);
  const noted = useMemo(
    () => new Set((value ?? []).filter(({ notes }) => notes > 0).map(({ entry }) => entry.sequence)),
    [value],
  );
  const [newest] = value ?? [];
  return (
    <>
      {error === null ? null : <ErrorNotice error={error} />}
      <p className="soft audit-note-line">
        {newest === undefined
          ? t('audit.marks.explain')
          : t('audit.marks.newest', {
              count: entries.length,
              by: newest.by,
              since: formatInstant(newest.since),
            })}
      </p>
      {value === null ? (
        <p className="empty">{error === null ? t('shell.loading') : ''}</p>
      ) : (
        <EntryTable
          label={t('audit.tab.marked')}
          entries={entries}
          marked={marked}
          noted={noted}
          empty={t('audit.marks.empty')}
          onOpen={(entry) => onOpen(entry, entries)}
          testId="marked-table"
        />
      )}
    </>
  );
}
