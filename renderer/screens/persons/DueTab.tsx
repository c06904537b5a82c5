/** Cases whose time is over, by id and day; and how long data is kept at all. */

import type { CallOutput } from '../../../shared/contract.ts';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import { useTexts, type Translate } from '../../language.tsx';
import { useLive } from '../../live.ts';
import { Facts } from '../../ui/Facts.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable.tsx';
import { useCall } from '../../use-call.ts';

type Due = CallOutput<'person.due'>[number];
type Row = Due & { readonly id: string };

/** As many as a sitting can decide; the next ones follow when these are gone. */
const MOST = 500;

/** `onShow` null: an administrator sees days, and no person. */
export function DueTab({ onShow }: { readonly onShow: ((id: ApplicationId) => void) | null }) {
  const t = useTexts();
  const version = useLive((live) => live.queueVersion);
  const { value, error } = useCall('person.due', { after: null, limit: MOST }, version);
  const years = useCall('person.retention', {}).value;
  const rows = (value ?? []).map((due) => ({ ...due, id: due.applicationId }));
  return (
    <div className="persons-list">
      <section className="panel stack" aria-labelledby="due-title">
        <h2 id="due-title">{t('persons.dueTitle')}</h2>
        <p className="soft">
          {t('persons.dueHelp')} {onShow === null ? null : t('persons.dueOpen')}
        </p>
        {years === null ? null : (
          <div data-testid="retention">
            <p className="field-label">{t('persons.retention')}</p>
            <Facts
              columns={3}
              facts={(['cardIssued', 'cardNeverLeft', 'noCard'] as const).map((kind) => ({
                label: t(`persons.retention.${kind}`),
                value: t('persons.years', { count: years[kind] }),
              }))}
            />
          </div>
        )}
      </section>
      {error === null ? null : <ErrorNotice error={error} />}
      <VirtualTable
        label={t('persons.dueTitle')}
        columns={columnsOf(t)}
        rows={rows}
        textOf={(row) => `${row.id} ${row.keptUntil}`}
        onOpen={(row) => onShow?.(row.applicationId)}
        empty={value === null ? t('shell.loading') : t('persons.dueNone')}
        testId="due-table"
      />
    </div>
  );
}

function columnsOf(t: Translate): readonly TableColumn<Row>[] {
  return [
    {
      id: 'case',
      title: t('persons.case'),
      width: '3fr',
      isRowHeader: true,
      cell: ({ id }) => <span className="clip exact">{id}</span>,
    },
    { id: 'kind', title: t('persons.kind'), width: '2fr', cell: ({ kind }) => t(`persons.kind.${kind}`) },
    { id: 'keptUntil', title: t('persons.keptUntil'), width: '1fr', minWidth: 110, cell: ({ keptUntil }) => keptUntil },
  ];
}
