/** One finished card: whose it is, the checks before it leaves, the hand-over, the receipt. */

import { useState } from 'react';
import { dayInChina } from '../../../shared/card/china-day.ts';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import type { Card } from '../../../shared/model/stock.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { formatCardDate, formatInstant } from '../../format.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay, useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';
import { HandOverChecks, isChecked, noChecks, type Checks } from './HandOverChecks.tsx';
import { HolderFacts } from './HolderFacts.tsx';
import { Receipt } from './Receipt.tsx';

interface HandOverDialogProps {
  readonly card: Card;
  readonly onClose: () => void;
  /** The services in the chip of this card instead. */
  readonly onServices: () => void;
}

export function HandOverDialog({ card, onClose, onServices }: HandOverDialogProps) {
  const t = useTexts();
  const may = useMay();
  const { session } = useSession();
  const opened = useCall('application.open', { applicationId: card.applicationId });
  const [checks, setChecks] = useState<Checks>(noChecks);
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [receipt, setReceipt] = useState<Uint8Array | null>(null);

  const view = opened.value;
  const isOffered = card.state === 'inCustody' && may('card.handOver') && receipt === null;
  const hasReceipt = (receipt !== null || card.state === 'handedOver') && may('card.chooseAndSaveReceipt');
  const isInUse = card.state === 'inCustody' || card.state === 'handedOver';
  const hasServices = isInUse && receipt === null && may('service.read');
  const isComplete = view !== null && isChecked(checks, view.application.kind);

  async function handOver(): Promise<void> {
    if (working || !isOffered || !isComplete) return;
    setWorking(true);
    setError(null);
    const answer = await call('card.handOver', { cardId: card.id, revision: card.revision, ...checks });
    setWorking(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    say('handover.done', {}, 'good');
    setReceipt(answer.value.receipt);
  }
  async function saveReceipt(): Promise<void> {
    const answer = await call('card.chooseAndSaveReceipt', { cardId: card.id });
    setError(answer.ok ? null : answer.error);
    if (answer.ok && answer.value !== null) say('handover.receiptSaved', answer.value, 'good');
  }
  useHotkey('Ctrl+Enter', () => void handOver(), { enabled: isOffered, throughDialogs: true });

  return (
    <Dialog
      wide
      title={receipt === null ? t('handover.title') : t('handover.receipt')}
      isOpen
      onClose={onClose}
      testId="hand-over-dialog"
      actions={
        <>
          {/* With the receipt the checks are gone, and the focus with them: it goes to what is left to do. */}
          <Button
            key={receipt === null ? 'before' : 'after'}
            autoFocus={receipt !== null}
            onPress={onClose}
            hotkey="Esc"
            testId="hand-over-close"
          >
            {t('shell.close')}
          </Button>
          {hasServices ? (
            <Button onPress={onServices} testId="services">
              {t('services.open')}
            </Button>
          ) : null}
          {hasReceipt ? (
            <Button onPress={() => void saveReceipt()} testId="save-receipt">
              {t('handover.saveReceipt')}
            </Button>
          ) : null}
          {isOffered ? (
            <Button
              big
              look="primary"
              onPress={() => void handOver()}
              isPending={working}
              isDisabled={!isComplete}
              hotkey="Ctrl+Enter"
              testId="hand-over"
            >
              {working ? t('handover.working') : t('handover.action')}
            </Button>
          ) : null}
        </>
      }
    >
      {opened.error === null ? null : <ErrorNotice error={opened.error} />}
      {receipt === null ? null : <Receipt pdf={receipt} />}
      {view === null || receipt !== null ? null : (
        <>
          <HolderFacts view={view} card={card} />
          {isOffered ? (
            <HandOverChecks kind={view.application.kind} checks={checks} onChange={setChecks} />
          ) : (
            <HandedOver card={card} />
          )}
          {isOffered && startsLater(card) ? (
            <Notice tone="care" title={t('handover.validFrom', { from: formatCardDate(card.validFrom) })} />
          ) : null}
          {isOffered && isReviewer(view, session.account?.name) ? (
            <Notice tone="care" title={t('handover.samePerson')} testId="same-person" />
          ) : null}
        </>
      )}
      {error === null ? null : <ErrorNotice error={error} />}
    </Dialog>
  );
}

/** Known before the attempt, so said before it; core refuses all the same. */
function isReviewer({ application }: ApplicationView, account: string | undefined): boolean {
  return account !== undefined && application.reviewedBy === account;
}

function startsLater(card: Card): boolean {
  return card.validFrom > dayInChina(new Date());
}

function HandedOver({ card }: { readonly card: Card }) {
  const t = useTexts();
  if (card.handedOverAt === null) return null;
  const at = formatInstant(card.handedOverAt);
  return <Notice tone="good" title={t('handover.handedOver', { at, by: card.handedOverBy ?? '' })} />;
}
