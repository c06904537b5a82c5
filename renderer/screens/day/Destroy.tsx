/** What waits to be destroyed, chosen one by one or all at once, and destroyed by two people. */

import { useState } from 'react';
import type { StockView } from '../../../shared/contract/stock-calls.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import { destructionMethodSchema, type Destruction } from '../../../shared/model/ledger.ts';
import type { BlankSerial } from '../../../shared/model/ids.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { call } from '../../client.ts';
import { translate, useLanguage, useTexts } from '../../language.tsx';
import { say, useLive } from '../../live.ts';
import { useMay } from '../../session.tsx';
import type { Keepable } from '../../waiting.ts';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices, Checkbox } from '../../ui/fields.tsx';
import { SecondPersonDialog, type AgreedCase } from '../../ui/SecondPersonDialog.tsx';
import { useCall } from '../../use-call.ts';
import { reasonIn } from '../stock/Envelopes.tsx';

/** One that may be destroyed, as both people see it. */
interface Candidate {
  readonly serial: BlankSerial;
  describe(language: Language): { readonly where: string; readonly reason: string };
}

function candidatesOf({ envelopes, waiting }: StockView): readonly Candidate[] {
  return [
    ...envelopes.map(({ blankSerial, number, reason }): Candidate => ({
      serial: blankSerial,
      describe: (language) => ({
        where: translate(language, 'stock.envelope', { number }),
        reason: reasonIn(language, reason),
      }),
    })),
    ...waiting.map(({ serial, place, reason }): Candidate => ({
      serial,
      describe: (language) => ({
        where: translate(language, `blank.place.${place}`),
        reason: reasonIn(language, reason),
      }),
    })),
  ];
}

export function Destroy() {
  const t = useTexts();
  const may = useMay();
  const version = useLive((live) => live.queueVersion);
  const { value } = useCall('stock.view', {}, version);
  const language = useLanguage();
  const [chosen, setChosen] = useState<ReadonlySet<BlankSerial>>(new Set());
  const [isAsking, setAsking] = useState(false);
  if (value === null || !may('stock.destroy')) return null;
  const candidates = candidatesOf(value);
  const going = candidates.filter(({ serial }) => chosen.has(serial));
  if (candidates.length === 0) return <p className="panel soft">{t('day.nothingToDestroy')}</p>;

  function choose(serials: readonly BlankSerial[], isSelected: boolean): void {
    const next = new Set(chosen);
    for (const serial of serials) {
      if (isSelected) next.add(serial);
      else next.delete(serial);
    }
    setChosen(next);
  }
  return (
    <section className="panel stack" aria-labelledby="destroy-title" data-testid="destroy-list">
      <h2 id="destroy-title">{t('day.destroyChoose')}</h2>
      <Checkbox
        isSelected={going.length === candidates.length}
        onChange={(isSelected) =>
          choose(
            candidates.map(({ serial }) => serial),
            isSelected,
          )
        }
        testId="destroy-all"
      >
        {t('day.destroyAll')}
      </Checkbox>
      <div className="destroy-list">
        {candidates.map(({ serial, describe }) => {
          const { where, reason } = describe(language);
          return (
            <Checkbox
              key={serial}
              isSelected={chosen.has(serial)}
              onChange={(isSelected) => choose([serial], isSelected)}
              testId={`destroy-${serial}`}
            >
              <strong>{where}</strong> <span className="exact">{serial}</span> <span className="soft">{reason}</span>
            </Checkbox>
          );
        })}
      </div>
      <div className="button-row">
        <Button look="danger" onPress={() => setAsking(true)} isDisabled={going.length === 0} testId="destroy">
          {t('day.destroy', { count: going.length })}
        </Button>
      </div>
      {isAsking ? (
        <DestroyDialog
          candidates={going}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            setChosen(new Set());
          }}
        />
      ) : null}
    </section>
  );
}

interface DestroyDialogProps {
  readonly candidates: readonly Candidate[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function DestroyDialog({ candidates, onClose, onDone }: DestroyDialogProps) {
  const t = useTexts();
  const act = useAct();
  const [method, setMethod] = useState<Destruction['method']>('shredded');
  const language = useLanguage();
  const cases: readonly AgreedCase[] = candidates.map(({ serial, describe }) => {
    const { where, reason } = describe(language);
    const facts = [
      { label: t('stock.place'), value: where },
      { label: t('stock.reason'), value: reason },
    ];
    return { id: serial, title: serial, facts };
  });
  async function destroy(second: SecondPerson): Promise<void> {
    const record = await act.run(() => call('stock.destroy', { serials, method, second }));
    if (record === undefined) return;
    say('day.destroyed', { count: record.count, number: record.number }, 'good');
    onDone();
  }
  const serials = candidates.map(({ serial }) => serial);
  return (
    <SecondPersonDialog
      keep={keepableOf(candidates, method)}
      name="destroy"
      title={t('day.destroyTitle')}
      actText={t('day.destroyAct')}
      cases={cases}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onApproved={(second) => void destroy(second)}
    >
      <Choices
        label={t('day.method')}
        value={method}
        onChange={setMethod}
        choices={destructionMethodSchema.options.map((value) => ({ value, text: t(`destruction.method.${value}`) }))}
      />
    </SecondPersonDialog>
  );
}

function keepableOf(candidates: readonly Candidate[], method: Destruction['method']): Keepable {
  const serials = candidates.map(({ serial }) => serial);
  return {
    act: { call: 'stock.destroy', request: { serials, method } },
    describe: (language) => ({
      title: translate(language, 'sitting.case.destroy', { count: serials.length }),
      facts: [
        {
          label: translate(language, 'day.method'),
          value: translate(language, `destruction.method.${method}`),
          wide: true,
        },
        ...candidates.map(({ serial, describe }) => {
          const { where, reason } = describe(language);
          return { label: serial, value: `${where} · ${reason}` };
        }),
      ],
    }),
  };
}
