/** What is unusual, as a plain list: worth a look, proof of nothing. */

import { useMemo, useState } from 'react';
import type { AuditForm, Pattern } from '../../../shared/audit/shown.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Shape } from '../../ui/Shape.tsx';
import { useCall } from '../../use-call.ts';
import { noFilter, questionOf, type Period } from './audit-filter.ts';

interface PatternsTabProps {
  readonly now: Date;
  readonly onOpen: (entry: AuditForm, among: readonly AuditForm[]) => void;
}

const choices = ['week', 'month', 'halfYear', 'all'] as const satisfies readonly Period[];
const firstOfAll = '1970-01-01T00:00:00Z';
const endOfAll = '9999-12-31T00:00:00Z';
/** Of the first entries of a pattern, how many stand in its row. */
const shownAtMost = 8;

export function PatternsTab({ now, onOpen }: PatternsTabProps) {
  const t = useTexts();
  const [period, setPeriod] = useState<(typeof choices)[number]>('month');
  const [failure, setFailure] = useState<AppError | null>(null);
  const asked = useMemo(() => {
    const { from = firstOfAll } = questionOf({ ...noFilter, period }, now);
    return { from, to: endOfAll };
  }, [now, period]);
  const { value, error } = useCall('audit.patterns', asked);

  async function show(sequence: number): Promise<void> {
    const answer = await call('audit.search', { before: sequence + 1, limit: 1 });
    setFailure(answer.ok ? null : answer.error);
    const [entry] = answer.ok ? answer.value.entries : [];
    if (entry !== undefined) onOpen(entry, [entry]);
  }
  const shown = error ?? failure;
  return (
    <>
      <div className="audit-line">
        <div className="audit-span">
          <Select
            label={t('audit.filter.period')}
            value={period}
            onChange={setPeriod}
            choices={choices.map((one) => ({ value: one, text: t(`audit.period.${one}`) }))}
          />
        </div>
        <p className="soft audit-note-line">{t('audit.patterns.explain')}</p>
      </div>
      {shown === null ? null : <ErrorNotice error={shown} />}
      {value === null && error === null ? <p className="empty">{t('shell.loading')}</p> : null}
      {value !== null && value.length === 0 ? <p className="empty">{t('audit.patterns.none')}</p> : null}
      {value === null || value.length === 0 ? null : (
        <ul className="pattern-list" data-testid="patterns">
          {value.map((pattern) => (
            <PatternRow
              key={`${pattern.kind} ${pattern.actors.join(' ')}`}
              pattern={pattern}
              onShow={(sequence) => void show(sequence)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function PatternRow({ pattern, onShow }: { readonly pattern: Pattern; readonly onShow: (sequence: number) => void }) {
  const t = useTexts();
  const { kind, actors, count, sequences } = pattern;
  const [first = '', second = ''] = actors;
  const left = count - Math.min(count, shownAtMost, sequences.length);
  return (
    <li className="panel pattern" data-testid={`pattern-${kind}`}>
      <Shape name="triangle" />
      <div>
        <p className="pattern-title">{t(`audit.pattern.${kind}`, { count, first, second })}</p>
        <p className="soft">{t(`audit.pattern.${kind}.why`)}</p>
      </div>
      <div className="pattern-entries">
        <span className="soft">{t('audit.patterns.entries')}</span>
        {sequences.slice(0, shownAtMost).map((sequence) => (
          <Button
            key={sequence}
            onPress={() => onShow(sequence)}
            label={t('audit.entry', { sequence })}
            testId={`pattern-entry-${sequence}`}
          >
            {sequence}
          </Button>
        ))}
        {left > 0 ? <span className="soft">{t('audit.patterns.more', { count: left })}</span> : null}
      </div>
    </li>
  );
}
