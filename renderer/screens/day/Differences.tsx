/** Counts that differ from the ledger: no card is begun until two people have explained each. */

import { useState } from 'react';
import { differenceCauseSchema, type StockDifference } from '../../../shared/model/day.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { call } from '../../client.ts';
import { codeText } from '../../../shared/messages/code-text.ts';
import { translate, useCodeText, useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import type { Keepable } from '../../waiting.ts';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Select, TextField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';

type Cause = NonNullable<StockDifference['cause']>;

export function Differences({ differences }: { readonly differences: readonly StockDifference[] }) {
  const t = useTexts();
  const may = useMay();
  const [explaining, setExplaining] = useState<StockDifference | null>(null);
  if (differences.length === 0) return null;
  return (
    <div className="stack" role="status" data-testid="differences">
      {differences.map((difference) => (
        <Notice key={difference.number} tone="bad" title={t('day.blocked')}>
          <div className="difference">
            <DifferenceWords difference={difference} />
            {may('stock.explain') ? (
              <Button look="primary" onPress={() => setExplaining(difference)} testId={`explain-${difference.number}`}>
                {t('day.explain')}
              </Button>
            ) : null}
          </div>
        </Notice>
      ))}
      {explaining === null ? null : <ExplainDialog difference={explaining} onClose={() => setExplaining(null)} />}
    </div>
  );
}

function DifferenceWords({ difference }: { readonly difference: StockDifference }) {
  const t = useTexts();
  const code = useCodeText();
  const { day, occasion, raisedBy, expected, counted } = difference;
  return (
    <>
      <p>{t('day.difference', { day, occasion: t(`day.occasion.${occasion}`), who: raisedBy })}</p>
      <ul className="difference-places">
        {Object.keys(expected).map((place) => (
          <li key={place}>
            <strong>{code('blank.place', place)}</strong> {t('day.expected', { count: expected[place] ?? 0 })} ·{' '}
            {t('day.counted', { count: counted[place] ?? 0 })}
          </li>
        ))}
      </ul>
    </>
  );
}

interface ExplainDialogProps {
  readonly difference: StockDifference;
  readonly onClose: () => void;
}

function ExplainDialog({ difference, onClose }: ExplainDialogProps) {
  const t = useTexts();
  const act = useAct();
  const [cause, setCause] = useState<Cause>('miscounted');
  const [explanation, setExplanation] = useState('');

  async function explain(second: SecondPerson): Promise<void> {
    const { number } = difference;
    const done = await act.run(() => call('stock.explain', { number, cause, explanation, second }));
    if (done === undefined) return;
    say('day.explained', {}, 'good');
    onClose();
  }
  const { number, day, expected, counted } = difference;
  const keep: Keepable = {
    act: { call: 'stock.explain', request: { number, cause, explanation } },
    describe: (language) => ({
      title: translate(language, 'sitting.case.explain', { day }),
      facts: [
        ...Object.keys(expected).map((place) => ({
          label: codeText(language, 'blank.place', place),
          value: [
            translate(language, 'day.expected', { count: expected[place] ?? 0 }),
            translate(language, 'day.counted', { count: counted[place] ?? 0 }),
          ].join(' · '),
        })),
        { label: translate(language, 'day.cause'), value: translate(language, `day.cause.${cause}`) },
        { label: translate(language, 'day.explanation'), value: explanation, wide: true },
      ],
    }),
  };
  return (
    <SecondPersonDialog
      keep={keep}
      name="explain"
      title={t('day.explainTitle')}
      actText={t('day.explainAct')}
      cases={[]}
      isComplete={explanation.trim().length >= 3}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onApproved={(second) => void explain(second)}
    >
      <DifferenceWords difference={difference} />
      <Select
        label={t('day.cause')}
        value={cause}
        onChange={setCause}
        choices={differenceCauseSchema.options.map((value) => ({ value, text: t(`day.cause.${value}`) }))}
      />
      <TextField
        autoFocus
        label={t('day.explanation')}
        value={explanation}
        onChange={setExplanation}
        lines={2}
        maxLength={500}
        testId="explanation"
      />
    </SecondPersonDialog>
  );
}
