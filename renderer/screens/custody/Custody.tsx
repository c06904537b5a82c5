/** Custody: the finished cards, where they lie, and handing them over. */

import { useMemo, useRef, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Card } from '../../../shared/model/stock.ts';
import { CardStatus } from '../../case-status.tsx';
import { formatRecent, formatValidity } from '../../format.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts, type Translate } from '../../language.tsx';
import { useLive } from '../../live.ts';
import { SearchField } from '../../ui/fields.tsx';
import { focusFirstRow } from '../../ui/focus-first-row.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { ScreenTitle } from '../../ui/ScreenTitle.tsx';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable.tsx';
import { useCall } from '../../use-call.ts';
import { ServicesDialog } from '../services/ServicesDialog.tsx';
import { HandOverDialog } from './HandOverDialog.tsx';
import './custody.css';

const mostCards = 500;
const views = ['waiting', 'all'] as const;
type View = (typeof views)[number];

export function Custody() {
  const t = useTexts();
  const version = useLive((live) => live.queueVersion);
  const [view, setView] = useState<View>('waiting');
  const [text, setText] = useState('');
  const [open, setOpen] = useState<Card | null>(null);
  const [withServices, setWithServices] = useState<Card | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const wanted = text.trim();
  const { value, error, reload } = useCall(
    'card.list',
    wanted === '' ? { limit: mostCards } : { text: wanted, limit: mostCards },
    version,
  );
  const columns = useMemo(() => columnsIn(t), [t]);
  const cards = value ?? [];
  const waiting = cards.filter((card) => card.state === 'inCustody');
  const counts: Readonly<Record<View, number>> = { waiting: waiting.length, all: cards.length };

  const focusSearch = (): void => search.current?.focus();
  useHotkey('Ctrl+F', focusSearch);
  useHotkey('/', focusSearch);

  return (
    <div className="screen">
      <header className="screen-head">
        <ScreenTitle>{t('custody.title')}</ScreenTitle>
        <div className="grow screen-search">
          <SearchField
            label={t('custody.search')}
            placeholder={t('custody.searchHint')}
            clearLabel={t('queue.searchClear')}
            value={text}
            onChange={setText}
            inputRef={search}
            onLeave={() => focusFirstRow(table)}
            testId="custody-search"
          />
          <KeyHint keys="/" />
        </div>
      </header>
      {error === null ? null : <ErrorNotice error={error} />}
      <Tabs
        className="tabs"
        selectedKey={view}
        onSelectionChange={(key) => setView(key === 'all' ? 'all' : 'waiting')}
        keyboardActivation="manual"
      >
        <TabList className="tab-list" aria-label={t('custody.views')}>
          {views.map((one) => (
            <Tab key={one} id={one} className="tab" data-testid={`custody-${one}`}>
              {t(`custody.${one}`)}
              <span className="tab-count soft">{value === null ? '' : counts[one]}</span>
            </Tab>
          ))}
        </TabList>
        <TabPanel id={view} className="tab-panel">
          {value === null ? (
            <p className="empty">{t('shell.loading')}</p>
          ) : (
            <VirtualTable
              label={t('custody.table')}
              columns={columns}
              rows={view === 'waiting' ? waiting : cards}
              textOf={(card) => card.blankSerial}
              onOpen={setOpen}
              empty={emptyText(t, view, wanted)}
              tableRef={table}
              testId="custody-table"
            />
          )}
        </TabPanel>
      </Tabs>
      {open === null ? null : (
        <HandOverDialog
          key={open.id}
          card={open}
          onClose={() => {
            setOpen(null);
            reload();
          }}
          onServices={() => {
            setOpen(null);
            setWithServices(open);
          }}
        />
      )}
      {withServices === null ? null : (
        <ServicesDialog key={withServices.id} card={withServices} onClose={() => setWithServices(null)} />
      )}
    </div>
  );
}

function columnsIn(t: Translate): readonly TableColumn<Card>[] {
  return [
    {
      id: 'place',
      title: t('custody.column.place'),
      width: 128,
      cell: (card) =>
        card.safe === null || card.slot === null ? '' : t('custody.place', { safe: card.safe, slot: card.slot }),
    },
    {
      id: 'number',
      title: t('custody.column.number'),
      width: '1fr',
      minWidth: 164,
      isRowHeader: true,
      cell: (card) => <span className="exact">{card.number}</span>,
    },
    {
      id: 'blank',
      title: t('custody.column.blank'),
      width: 116,
      cell: (card) => <span className="clip exact">{card.blankSerial}</span>,
    },
    {
      id: 'validity',
      title: t('custody.column.validity'),
      width: 168,
      cell: (card) => formatValidity(card.validFrom, card.validUntil),
    },
    {
      id: 'finished',
      title: t('custody.column.finished'),
      width: 96,
      cell: (card) => <span className="soft">{formatRecent(card.finishedAt)}</span>,
    },
    { id: 'state', title: t('custody.column.state'), width: 124, cell: (card) => <CardStatus state={card.state} /> },
  ];
}

function emptyText(t: Translate, view: View, text: string): string {
  if (text !== '') return t('custody.emptySearch', { text });
  return view === 'waiting' ? t('custody.empty') : t('custody.emptyAll');
}
