/** One finished card on the desk: its faces and whose it is on the left, what is still to be done on the right. */

import { useState } from 'react';
import type { CallName } from '../../../shared/contract.ts';
import type { CustodyRow } from '../../../shared/model/custody.ts';
import type { HandOverView } from '../../../shared/model/hand-over.ts';
import { CasePreview } from '../../case/Preview.tsx';
import { call } from '../../client.ts';
import { formatCardDate, formatInstant } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay, useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';
import type { AppError } from '../../../shared/result.ts';
import { HolderFacts } from './HolderFacts.tsx';
import { OtherWork } from './OtherWork.tsx';
import { Receipt } from './Receipt.tsx';
import { StepList } from './StepList.tsx';
import './hand-over.css';

interface HandOverDialogProps {
  readonly row: CustodyRow;
  readonly onClose: () => void;
  /** The services in the chip of this card instead. */
  readonly onServices: () => void;
}

export function HandOverDialog({ row, onClose, onServices }: HandOverDialogProps) {
  const t = useTexts();
  const may = useMay();
  const { session } = useSession();
  const { card } = row;
  const opened = useCall('application.open', { applicationId: card.applicationId });
  const progress = useCall('handOver.view', { cardId: card.id });
  const [receipt, setReceipt] = useState<Uint8Array | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  const view = progress.value;
  const now = view?.card ?? card;
  const isWaiting = now.state === 'inCustody' && receipt === null && may('card.handOver');
  const isGone = receipt !== null || now.state === 'handedOver';
  const isReviewer = opened.value?.application.reviewedBy === session.account?.name;
  const isInUse = (now.state === 'inCustody' || now.state === 'handedOver') && receipt === null;

  async function save(name: Extract<CallName, `card.chooseAndSave${string}`>): Promise<void> {
    const answer = await call(name, { cardId: card.id });
    setError(answer.ok ? null : answer.error);
    if (answer.ok && answer.value !== null) say('handover.saved', answer.value, 'good');
  }

  return (
    <Dialog
      full
      title={receipt === null ? t('handover.title') : t('handover.receipt')}
      isOpen
      onClose={onClose}
      testId="hand-over-dialog"
      actions={
        <>
          <Button
            key={receipt === null ? 'before' : 'after'}
            autoFocus={receipt !== null}
            onPress={onClose}
            hotkey="Esc"
            testId="hand-over-close"
          >
            {t('shell.close')}
          </Button>
          {isInUse && may('service.read') ? (
            <Button onPress={onServices} testId="services">
              {t('services.open')}
            </Button>
          ) : null}
          {isGone &&
          opened.value?.application.card.formerNumber !== undefined &&
          may('card.chooseAndSaveNumberSlip') ? (
            <Button onPress={() => void save('card.chooseAndSaveNumberSlip')} testId="save-number-slip">
              {t('handover.numberSlip')}
            </Button>
          ) : null}
          {isGone && may('card.chooseAndSaveIssuance') ? (
            <Button onPress={() => void save('card.chooseAndSaveIssuance')} testId="save-issuance">
              {t('handover.issuance')}
            </Button>
          ) : null}
          {isGone && may('card.chooseAndSaveReceipt') ? (
            <Button onPress={() => void save('card.chooseAndSaveReceipt')} testId="save-receipt">
              {t('handover.saveReceipt')}
            </Button>
          ) : null}
        </>
      }
    >
      {opened.error === null ? null : <ErrorNotice error={opened.error} />}
      {error === null ? null : <ErrorNotice error={error} />}
      {receipt === null ? null : (
        <>
          <Notice tone="good" title={t('handover.done')} />
          <Receipt pdf={receipt} />
        </>
      )}
      {opened.value === null || view === null || receipt !== null ? null : (
        <div className="desk-card">
          <section className="desk-card-whose" aria-label={t('handover.printedFaces')}>
            <HolderFacts view={opened.value} card={now} />
            <CasePreview
              applicationId={card.applicationId}
              cardId={card.id}
              number={opened.value.application.number}
              version={0}
            />
          </section>
          <section className="desk-card-steps" aria-label={t('handover.steps')}>
            <Obstacles row={row} view={view} isReviewer={isReviewer && isWaiting} />
            {isWaiting ? (
              <StepList
                case={opened.value}
                view={view}
                onView={progress.replace}
                onHandedOver={(pdf) => {
                  say('handover.done', {}, 'good');
                  setReceipt(pdf);
                }}
              />
            ) : (
              <HandedOver view={view} />
            )}
            <OtherWork row={row} card={now} onDone={onClose} />
          </section>
        </div>
      )}
    </Dialog>
  );
}

/** Known before the attempt, so said before it; core refuses all the same. */
function Obstacles(props: { readonly row: CustodyRow; readonly view: HandOverView; readonly isReviewer: boolean }) {
  const { row, view, isReviewer } = props;
  const t = useTexts();
  if (view.card.state !== 'inCustody') return null;
  return (
    <>
      {isReviewer ? <Notice tone="care" title={t('handover.samePerson')} testId="same-person" /> : null}
      {view.notBefore === null ? null : (
        <Notice
          tone="care"
          title={t('handover.tooEarly', { from: formatCardDate(view.notBefore) })}
          testId="too-early"
        />
      )}
      {row.caseState === 'accepted' ? null : (
        <Notice tone="bad" title={t('handover.caseStopped', { state: t(`application.state.${row.caseState}`) })} />
      )}
      {row.complaint === 'open' ? <Notice tone="bad" title={t('handover.underComplaint')} /> : null}
    </>
  );
}

function HandedOver({ view: { card } }: { readonly view: HandOverView }) {
  const t = useTexts();
  if (card.handedOverAt === null) return <Notice title={t(`card.state.${card.state}`)} />;
  const at = formatInstant(card.handedOverAt);
  return <Notice tone="good" title={t('handover.handedOver', { at, by: card.handedOverBy ?? '' })} />;
}
