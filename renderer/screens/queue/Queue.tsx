/** The queue: what is to be done next, found quickly, opened with Enter. */

import { useRef, useState } from 'react';
import { queueViewSchema, type QueueRow, type QueueView } from '../../../shared/model/queue.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts, type Translate } from '../../language.tsx';
import { placeOfCase, useNavigation } from '../../navigation.tsx';
import { useMay, useSession } from '../../session.tsx';
import { SearchField } from '../../ui/fields.tsx';
import { focusFirstRow } from '../../ui/focus-first-row.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { ScreenTitle } from '../../ui/ScreenTitle.tsx';
import { TabFrame } from '../../ui/TabFrame.tsx';
import { Import } from './Import.tsx';
import { QueueTable } from './QueueTable.tsx';
import { useQueue } from './use-queue.ts';
import './queue.css';

const views = queueViewSchema.options;

export function Queue() {
  const t = useTexts();
  const may = useMay();
  const { session } = useSession();
  const { place, go } = useNavigation();
  const [text, setText] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const { rows, total, counts, error, loadMore } = useQueue(place.view, text.trim());

  const focusSearch = (): void => {
    search.current?.focus();
    search.current?.select();
  };
  useHotkey('Ctrl+F', focusSearch);
  useHotkey('/', focusSearch);

  function open(row: QueueRow): void {
    go(placeOfCase(row, may('job.compose'), may('card.handOver')));
  }

  const empty = emptyText(t, place.view, text.trim(), may('intake.importSamples') && session.training !== null);
  return (
    <div className="screen">
      <header className="screen-head">
        <ScreenTitle>{t('queue.title')}</ScreenTitle>
        <div className="grow screen-search">
          <SearchField
            label={t('queue.search')}
            placeholder={t('queue.searchHint')}
            clearLabel={t('queue.searchClear')}
            value={text}
            onChange={setText}
            inputRef={search}
            onLeave={() => focusFirstRow(table)}
            testId="queue-search"
          />
          <KeyHint keys="/" />
        </div>
        <Import />
      </header>
      {error === null ? null : <ErrorNotice error={error} />}
      <TabFrame
        label={t('queue.views')}
        tabs={views}
        selected={place.view}
        onSelect={(view) => go({ view })}
        titleOf={(view) => t(`queue.view.${view}`)}
        countOf={(view) => counts[view] ?? ''}
        testId="view"
      >
        {rows === null ? (
          <p className="empty">{t('shell.loading')}</p>
        ) : (
          <QueueTable rows={rows} total={total} empty={empty} onOpen={open} onEnd={loadMore} tableRef={table} />
        )}
      </TabFrame>
      <p className="soft queue-total" data-testid="queue-total">
        {t('queue.count', { total })}
      </p>
    </div>
  );
}

function emptyText(t: Translate, view: QueueView, text: string, training: boolean): string {
  if (text !== '') return t('queue.empty.search', { text });
  if (view === 'toReview' && training) return t('queue.empty.toReviewTraining');
  return t(`queue.empty.${view}`);
}
