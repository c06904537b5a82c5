/** Charts over days and weeks: cards issued, spoilage by cause, time per step, who began again. */

import { useMemo, useState } from 'react';
import { actionTitle } from '../../../shared/audit/catalogue.ts';
import { durationText } from '../../../shared/messages/audit-detail.ts';
import { useCodeText, useLanguage, useTexts } from '../../language.tsx';
import { Checkbox, Select } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';
import { BarChart } from './BarChart.tsx';
import { askedOf, chartData, spans, sumOf, type Series, type Span } from './chart-data.ts';
import { LineChart } from './LineChart.tsx';

/** Pixels that `11-22` takes with the room beside it. */
const LABEL_WIDTH = 44;

export function ChartsTab({ now }: { readonly now: Date }) {
  const t = useTexts();
  const language = useLanguage();
  const code = useCodeText();
  const [span, setSpan] = useState<Span>('days30');
  const [asTable, setAsTable] = useState(false);
  const asked = useMemo(() => askedOf(span, now), [span, now]);
  const { value, error } = useCall('audit.trend', asked);
  const data = useMemo(() => (value === null ? null : chartData(value)), [value]);

  const common = (id: string, title: string, note: string) => ({
    id,
    title,
    note,
    starts: data?.starts ?? [],
    labelOf: (start: string) => start.slice(5),
    labelWidth: LABEL_WIDTH,
    asTable,
  });
  const named = (series: readonly Series[], titleOf: (name: string) => string) =>
    series.map((one) => ({ ...one, title: titleOf(one.name) }));
  const total = (series: readonly Series[] = []): number => series.reduce((sum, one) => sum + sumOf(one), 0);
  const [stored, handedOver] = data?.issued ?? [];

  // WCAG 2.1.1: on a small screen these scroll, so keys must reach them.
  const reachable = { tabIndex: 0, role: 'group', 'aria-label': t('audit.tab.charts') };

  return (
    <>
      <div className="audit-line">
        <div className="audit-span">
          <Select
            label={t('audit.charts.span')}
            value={span}
            onChange={setSpan}
            choices={spans.map((one) => ({ value: one, text: t(`audit.charts.span.${one}`) }))}
          />
        </div>
        <Checkbox isSelected={asTable} onChange={setAsTable} testId="charts-as-table">
          {t('audit.charts.asTable')}
        </Checkbox>
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
      {data === null ? (
        <p className="empty">{error === null ? t('shell.loading') : ''}</p>
      ) : (
        <div className="charts" data-testid="charts" {...reachable}>
          <BarChart
            {...common(
              'issued',
              t('audit.charts.issued'),
              t('audit.charts.issuedNote', {
                stored: stored === undefined ? 0 : sumOf(stored),
                handedOver: handedOver === undefined ? 0 : sumOf(handedOver),
              }),
            )}
            isStacked={false}
            series={named(data.issued, (name) =>
              t(name === 'stored' ? 'audit.charts.stored' : 'audit.charts.handedOver'),
            )}
          />
          <BarChart
            {...common('spoilt', t('audit.charts.spoilt'), t('audit.charts.spoiltNote', { total: total(data.spoilt) }))}
            isStacked
            series={named(data.spoilt, (name) => code('setAside', name))}
          />
          <LineChart
            {...common('times', t('audit.charts.times'), t('audit.charts.timesNote'))}
            series={named(data.times, (name) => actionTitle(name, language))}
            textOf={(ms) => (ms === 0 ? '0' : durationText(ms, language))}
          />
          <BarChart
            {...common(
              'reprints',
              t('audit.charts.reprints'),
              t('audit.charts.reprintsNote', { total: total(data.reprints) }),
            )}
            isStacked
            series={named(data.reprints, (name) => name)}
          />
        </div>
      )}
    </>
  );
}
