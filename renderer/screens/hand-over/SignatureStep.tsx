/** The receipt is drawn up, read and signed, in the window or on paper; then the card is handed over. */

import { useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import type { Signature } from '../../../shared/model/hand-over.ts';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { useAct } from '../../use-act.ts';
import { Receipt } from './Receipt.tsx';
import { SignaturePad, type Stroke } from './SignaturePad.tsx';
import { StepFailure } from './StepFailure.tsx';
import type { StepProps } from './StepList.tsx';

interface SignatureStepProps extends StepProps {
  readonly onHandedOver: (receipt: Uint8Array) => void;
}

type Draft = CallOutput<'handOver.draft'>;

export function SignatureStep({ view, onHandedOver }: SignatureStepProps) {
  const t = useTexts();
  const act = useAct();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [means, setMeans] = useState<Signature['means']>('pen');
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [filedAs, setFiledAs] = useState('');
  const { card } = view;
  const paper = useRef<HTMLDivElement>(null);
  const isDrawn = draft !== null;
  const isSigned = means === 'pen' ? strokes.length > 0 : filedAs.trim() !== '';

  // What is signed is read first, by arrow keys too, with the field below it in sight.
  useEffect(() => {
    if (!isDrawn) return;
    paper.current?.focus({ preventScroll: true });
    paper.current?.scrollIntoView({ block: 'start' });
  }, [isDrawn]);

  function drawUp(): void {
    void act.run(() => call('handOver.draft', { cardId: card.id }), setDraft);
  }
  function handOver(receiptHash: Draft['receiptHash']): void {
    const signature: Signature =
      means === 'pen' ? { means, strokes: [...strokes] } : { means, filedAs: filedAs.trim() };
    void act.run(
      async () => {
        const signed = await call('handOver.sign', { cardId: card.id, receiptHash, signature });
        return signed.ok ? call('card.handOver', { cardId: card.id, revision: card.revision }) : signed;
      },
      ({ receipt }) => onHandedOver(receipt),
    );
  }
  useHotkey('Ctrl+Enter', () => (draft === null ? drawUp() : handOver(draft.receiptHash)), {
    enabled: draft === null || isSigned,
    throughDialogs: true,
  });

  if (draft === null)
    return (
      <>
        <StepFailure error={act.error} />
        <div className="desk-row">
          <Button
            look="primary"
            autoFocus
            onPress={drawUp}
            isPending={act.isPending}
            hotkey="Ctrl+Enter"
            testId="draw-up"
          >
            {t('handover.drawUp')}
          </Button>
        </div>
      </>
    );
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: what scrolls is reached by keyboard */}
      <div ref={paper} className="receipt-to-sign" role="group" aria-label={t('handover.receipt')} tabIndex={0}>
        <Receipt pdf={draft.pdf} />
      </div>
      <p className="soft exact">{t('handover.receiptHash', { hash: draft.receiptHash.slice(0, 16) })}</p>
      {means === 'pen' ? (
        <SignaturePad label={t('handover.signHere')} strokes={strokes} onChange={setStrokes} />
      ) : (
        <TextField
          label={t('handover.filedAs')}
          value={filedAs}
          onChange={setFiledAs}
          maxLength={40}
          autoFocus
          testId="filed-as"
        />
      )}
      <StepFailure error={act.error} />
      <div className="desk-row">
        <Button look="quiet" onPress={() => setMeans(means === 'pen' ? 'paper' : 'pen')} testId="sign-other-way">
          {t(means === 'pen' ? 'handover.signOnPaper' : 'handover.signInWindow')}
        </Button>
        {means === 'pen' ? (
          <Button onPress={() => setStrokes([])} isDisabled={strokes.length === 0} testId="sign-again">
            {t('handover.signAgain')}
          </Button>
        ) : null}
        <Button
          big
          look="primary"
          onPress={() => handOver(draft.receiptHash)}
          isPending={act.isPending}
          isDisabled={!isSigned}
          hotkey="Ctrl+Enter"
          testId="hand-over"
        >
          {act.isPending ? t('handover.working') : t('handover.action')}
        </Button>
      </div>
    </>
  );
}
