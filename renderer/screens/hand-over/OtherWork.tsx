/** What else may be done with a finished card: a complaint, another office, a reminder, its return. */

import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import type { CustodyRow } from '../../../shared/model/custody.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Select, TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { useAct } from '../../use-act.ts';
import { ComplaintDialog } from './ComplaintDialog.tsx';

type Means = 'letter' | 'telephone' | 'message';
const means: readonly Means[] = ['letter', 'telephone', 'message'];

interface OtherWorkProps {
  readonly row: CustodyRow;
  readonly card: Card;
  /** The card is elsewhere: there is nothing more to do here. */
  readonly onDone: () => void;
}

export function OtherWork({ row, card, onDone }: OtherWorkProps) {
  const t = useTexts();
  const may = useMay();
  const act = useAct();
  const [complaining, setComplaining] = useState(false);
  const [office, setOffice] = useState('');
  const [by, setBy] = useState<Means>('letter');
  const cardId = card.id;
  const isHere = card.state === 'inCustody';
  // Revoked meanwhile it is still on its way.
  const isOut = row.office !== null && !row.arrived;
  const isRevoked = card.state === 'revoked' && ['finished', 'handedOver', 'transferred'].includes(row.plastic);
  const isOurs = isHere || card.state === 'handedOver';

  function sent(value: CallOutput<'custody.dispatch'>): void {
    if (value === null) return;
    say('custody.dispatched', { office, file: value.file }, 'good');
    onDone();
  }
  function settled(): void {
    say('custody.settled', {}, 'good');
    onDone();
  }

  return (
    <details className="other-work" data-testid="other-work">
      <summary>{t('handover.more')}</summary>
      <div className="desk-step-body">
        {act.error === null ? null : <ErrorNotice error={act.error} />}
        {isOurs && may('complaint.open') ? (
          <Button onPress={() => setComplaining(true)} testId="complain">
            {t('complaint.title')}
          </Button>
        ) : null}
        {isHere && may('custody.dispatch') ? (
          <div className="desk-row">
            <TextField
              kind="exact"
              label={t('custody.dispatchOffice')}
              value={office}
              onChange={(text) => setOffice(text.toUpperCase())}
              maxLength={20}
              testId="dispatch-office"
            />
            <Button
              onPress={() =>
                void act.run(() => call('custody.dispatch', { cardId, revision: card.revision, office }), sent)
              }
              isDisabled={office.length < 2}
              testId="dispatch"
            >
              {t('custody.dispatch')}
            </Button>
          </div>
        ) : null}
        {isRevoked && may('custody.takeBack') ? (
          <div className="desk-row">
            <p className="soft">{t('custody.revokedOut', { place: t(`blank.place.${row.plastic}`) })}</p>
            <Button
              onPress={() =>
                void act.run(
                  () => call('custody.takeBack', { cardId, revision: card.revision }),
                  () => {
                    say('custody.plasticBack', {}, 'good');
                    onDone();
                  },
                )
              }
              testId="take-back"
            >
              {t('custody.takeBack')}
            </Button>
          </div>
        ) : null}
        {row.arrived ? <p className="soft">{t('custody.isThere', { office: row.office ?? '' })}</p> : null}
        {isOut ? <p className="soft">{t('custody.isUnderWay', { office: row.office ?? '' })}</p> : null}
        {isOut && may('custody.settle') ? (
          <div className="desk-row">
            <Button
              onPress={() =>
                void act.run(
                  () => call('custody.chooseAndSaveDispatch', { cardId }),
                  (saved) => {
                    if (saved !== null) say('handover.saved', saved, 'good');
                  },
                )
              }
              testId="dispatch-again"
            >
              {t('custody.dispatchAgain')}
            </Button>
            <Button onPress={() => void act.run(() => call('custody.settle', { cardId, back: null }), settled)}>
              {t('custody.arrived')}
            </Button>
            {isRevoked ? null : (
              <BackInSafe onBack={(back) => void act.run(() => call('custody.settle', { cardId, back }), settled)} />
            )}
          </div>
        ) : null}
        {isHere && may('custody.remind') ? (
          <div className="desk-row">
            <Select
              label={t('custody.remindedTimes', { count: row.reminders })}
              value={by}
              onChange={setBy}
              choices={means.map((value) => ({ value, text: t(`custody.means.${value}`) }))}
            />
            <Button
              onPress={() =>
                void act.run(
                  () => call('custody.remind', { cardId, means: by }),
                  () => say('custody.reminded', {}, 'good'),
                )
              }
              testId="remind"
            >
              {t('custody.remind')}
            </Button>
          </div>
        ) : null}
        {isHere && may('custody.returnUncollected') ? (
          <Button
            onPress={() =>
              void act.run(
                () => call('custody.returnUncollected', { cardId, revision: card.revision }),
                () => {
                  say('custody.returned', {}, 'good');
                  onDone();
                },
              )
            }
            testId="return-uncollected"
          >
            {t('custody.returnUncollected')}
          </Button>
        ) : null}
      </div>
      {complaining ? (
        <ComplaintDialog
          cardId={cardId}
          cardNumber={card.number}
          onClose={() => setComplaining(false)}
          onDecided={onDone}
        />
      ) : null}
    </details>
  );
}

function BackInSafe({ onBack }: { readonly onBack: (back: { safe: string; slot: string }) => void }) {
  const t = useTexts();
  const [safe, setSafe] = useState('');
  const [slot, setSlot] = useState('');
  return (
    <>
      <TextField label={t('custody.safe')} value={safe} onChange={setSafe} maxLength={20} testId="back-safe" />
      <TextField label={t('custody.slot')} value={slot} onChange={setSlot} maxLength={20} testId="back-slot" />
      <Button
        onPress={() => onBack({ safe: safe.trim(), slot: slot.trim() })}
        isDisabled={safe.trim() === '' || slot.trim() === ''}
        testId="came-back"
      >
        {t('custody.cameBack')}
      </Button>
    </>
  );
}
