/** Exports of several workstations as one timeline: each verified with its key when it is opened. */

import { useMemo, useRef, useState } from 'react';
import { verifierKeySchema, type AuditForm } from '../../../shared/audit/shown.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { Button } from '../../ui/Button.tsx';
import { SearchField, TextField } from '../../ui/fields.tsx';
import { focusFirstRow } from '../../ui/focus-first-row.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { EntryTable } from './EntryTable.tsx';
import { useTimeline } from './use-timeline.ts';

interface StationsTabProps {
  readonly onOpen: (entry: AuditForm, among: readonly AuditForm[], origin: string) => void;
}

const none: ReadonlySet<number> = new Set();

export function StationsTab({ onOpen }: StationsTabProps) {
  const t = useTexts();
  const [key, setKey] = useState('');
  const [text, setText] = useState('');
  const [version, setVersion] = useState(0);
  const [failure, setFailure] = useState<AppError | null>(null);
  const [working, setWorking] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const { page, error, loadOlder } = useTimeline(text, version);
  const entries = useMemo(() => (page?.entries ?? []).map(({ entry }) => entry), [page]);
  const origins = useMemo(() => (page?.entries ?? []).map(({ origin }) => origin), [page]);
  const parsed = verifierKeySchema.safeParse(key);
  const logs = page?.logs ?? [];
  const shown = failure ?? error;
  useHotkey('/', () => search.current?.select());

  async function open(): Promise<void> {
    if (working || !parsed.success) return;
    setWorking(true);
    const answer = await call('audit.chooseAndOpenExport', { key: parsed.data });
    setWorking(false);
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok || answer.value === null) return;
    setKey('');
    setVersion((previous) => previous + 1);
    say('audit.stations.opened', answer.value, 'good');
  }
  async function close(): Promise<void> {
    const answer = await call('audit.closeExports', {});
    setFailure(answer.ok ? null : answer.error);
    setVersion((previous) => previous + 1);
  }

  return (
    <>
      <div className="station-open">
        <TextField label={t('audit.stations.key')} value={key} onChange={setKey} maxLength={300} testId="station-key" />
        <Button onPress={() => void open()} isDisabled={!parsed.success} isPending={working} testId="station-open">
          {t('audit.stations.open')}
        </Button>
      </div>
      {shown === null ? null : <ErrorNotice error={shown} />}
      {logs.length === 0 ? (
        <p className="empty">{t('audit.stations.none')}</p>
      ) : (
        <>
          <div className="audit-line">
            <div className="grow screen-search">
              <SearchField
                label={t('audit.search')}
                placeholder={t('audit.searchHint')}
                clearLabel={t('queue.searchClear')}
                value={text}
                onChange={setText}
                inputRef={search}
                onLeave={() => focusFirstRow(table)}
                testId="station-search"
              />
              <KeyHint keys="/" />
            </div>
            <ul className="station-list" aria-label={t('audit.stations.logs')} data-testid="stations">
              {logs.map(({ origin, size }) => (
                <li key={origin}>
                  <StatusChip text={t('audit.stations.log', { origin, size })} shape="tick" tone="good" />
                </li>
              ))}
            </ul>
            <span className="audit-gap" />
            <Button onPress={() => void close()} testId="stations-close">
              {t('audit.stations.close')}
            </Button>
          </div>
          <EntryTable
            label={t('audit.tab.stations')}
            entries={entries}
            origins={origins}
            marked={none}
            noted={none}
            empty={t('audit.empty')}
            onOpen={(entry) => onOpen(entry, entries, origins[entries.indexOf(entry)] ?? '')}
            hasMore={entries.length < (page?.total ?? 0)}
            onEnd={loadOlder}
            tableRef={table}
            testId="stations-table"
          />
          <p className="soft audit-note-line" data-testid="stations-total">
            {t('audit.stations.total', { total: page?.total ?? 0 })}
          </p>
        </>
      )}
    </>
  );
}
