/** A card with a complaint: what the holder says, the inspection, whose error it is, and the reply to take home. */

import { useState } from 'react';
import type { Complaint } from '../../../shared/model/custody.ts';
import type { CardId } from '../../../shared/model/ids.ts';
import { codeList } from '../../../shared/messages/code-text.ts';
import type { ComplaintDecision } from '../../../shared/model/results.ts';
import type { SecondPerson as Signer } from '../../../shared/model/service.ts';
import { call } from '../../client.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import { translate, useLanguage, useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { keepForSecond, type Keepable } from '../../waiting.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Choices } from '../../ui/fields.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';
import { isSigned, nobody, SecondPerson } from '../../ui/SecondPerson.tsx';
import { useAct } from '../../use-act.ts';

const kinds: readonly Complaint['what'][] = ['print', 'data', 'chip', 'damage'];
const decisions: readonly ComplaintDecision[] = ['productionFault', 'authorityError', 'holderDamage', 'unfounded'];

interface ComplaintDialogProps {
  readonly cardId: CardId;
  /** As it is printed on it. */
  readonly cardNumber: string;
  readonly onClose: () => void;
  /** Decided: the card may be elsewhere now. */
  readonly onDecided: () => void;
}

export function ComplaintDialog({ cardId, cardNumber, onClose, onDecided }: ComplaintDialogProps) {
  const t = useTexts();
  const act = useAct();
  const known = useCall('complaint.of', { cardId });
  const [what, setWhat] = useState<Complaint['what']>('print');
  const [decision, setDecision] = useState<ComplaintDecision | null>(null);
  const [second, setSecond] = useState<Signer>(nobody);
  /** Just now: what there is to do is to give the holder the reply. */
  const [isOver, setOver] = useState(false);
  const complaint = known.value;
  const isOpen = complaint !== null && complaint.decision === null;
  const isInspected = isOpen && complaint.findings !== null;
  const isDecided = complaint !== null && complaint.decision !== null;
  const needsSecond = decision === 'productionFault';
  const isComplete = decision !== null && (!needsSecond || isSigned(second));

  function decide(): void {
    if (decision === null) return;
    const input = { cardId, decision, second: needsSecond ? second : null };
    // A password is never kept for another try, nor beyond the decision.
    setSecond({ account: second.account, password: '' });
    void act.run(
      () => call('complaint.decide', input),
      (answer) => {
        known.replace(answer.complaint);
        setOver(true);
        say('complaint.decided', { decision: t(`complaint.decision.${decision}`) }, 'good');
      },
    );
  }
  function saveSlip(): void {
    void act.run(
      () => call('complaint.chooseAndSaveSlip', { cardId }),
      (saved) => {
        if (saved !== null) say('handover.saved', saved, 'good');
      },
    );
  }

  return (
    <Dialog
      wide
      title={t('complaint.title')}
      isOpen
      onClose={isDecided ? onDecided : onClose}
      testId="complaint-dialog"
      actions={
        <>
          <Button onPress={isDecided ? onDecided : onClose} hotkey="Esc" testId="complaint-close">
            {t('shell.close')}
          </Button>
          {isDecided ? (
            <Button
              key={isOver ? 'reply' : 'earlier'}
              look={isOver ? 'primary' : 'plain'}
              autoFocus={isOver}
              onPress={saveSlip}
              testId="complaint-slip"
            >
              {t('complaint.slip')}
            </Button>
          ) : null}
          {isOpen || isOver ? null : (
            <Button
              look="primary"
              onPress={() => void act.run(() => call('complaint.open', { cardId, what }), known.replace)}
              isPending={act.isPending}
              testId="complaint-open"
            >
              {t('complaint.open')}
            </Button>
          )}
          {isOpen ? (
            <Button
              look={isInspected ? 'plain' : 'primary'}
              onPress={() => void act.run(() => call('complaint.inspect', { cardId }), known.replace)}
              isPending={act.isPending}
              testId="complaint-inspect"
            >
              {t('complaint.inspect')}
            </Button>
          ) : null}
          {isInspected ? (
            <Button look="primary" onPress={decide} isDisabled={!isComplete} testId="complaint-decide">
              {t('complaint.decide')}
            </Button>
          ) : null}
        </>
      }
    >
      {act.error === null ? null : <ErrorNotice error={act.error} />}
      {isOpen ? (
        <Notice title={t(`complaint.what.${complaint.what}`)}>
          {isInspected ? null : <p className="soft">{t('complaint.inspectHelp')}</p>}
        </Notice>
      ) : isOver ? null : (
        <Choices
          label={t('complaint.whatLabel')}
          value={what}
          onChange={setWhat}
          choices={kinds.map((value) => ({ value, text: t(`complaint.what.${value}`) }))}
        />
      )}
      {complaint === null ? null : <Findings complaint={complaint} />}
      {isInspected ? (
        <Choices
          label={t('complaint.decisionLabel')}
          value={decision}
          onChange={setDecision}
          choices={decisions.map((value) => ({ value, text: t(`complaint.decision.${value}`) }))}
        />
      ) : null}
      {isInspected && needsSecond ? (
        <SecondPerson
          second={second}
          onChange={setSecond}
          takesFocus={false}
          mayKeep={!act.isPending}
          onKeep={() => {
            keepForSecond(keepableOf(complaint, cardNumber));
            onClose();
          }}
        />
      ) : null}
      {isDecided ? (
        <Notice
          tone="good"
          title={t(`complaint.decision.${complaint.decision ?? 'unfounded'}`)}
          testId="complaint-done"
        />
      ) : null}
    </Dialog>
  );
}

function Findings({ complaint: { findings } }: { readonly complaint: Complaint }) {
  const language = useLanguage();
  if (findings === null) return null;
  const tone = findings === '' ? 'good' : 'bad';
  return <Notice tone={tone} title={findingsIn(language, findings)} testId="complaint-findings" />;
}

function findingsIn(language: Language, findings: string): string {
  if (findings === '') return translate(language, 'complaint.noFindings');
  return translate(language, 'complaint.findings', { fields: codeList(language, 'chipField', findings) });
}

/** The one decision that takes two. */
function keepableOf({ cardId, what, findings }: Complaint, cardNumber: string): Keepable {
  return {
    act: { call: 'complaint.decide', request: { cardId, decision: 'productionFault', findings: findings ?? '' } },
    describe: (language) => ({
      title: translate(language, 'sitting.case.complaint', {
        decision: translate(language, 'complaint.decision.productionFault'),
      }),
      facts: [
        { label: translate(language, 'sitting.field.card'), value: cardNumber, exact: true },
        { label: translate(language, 'complaint.whatLabel'), value: translate(language, `complaint.what.${what}`) },
        {
          label: translate(language, 'sitting.field.findings'),
          value: findingsIn(language, findings ?? ''),
          wide: true,
        },
      ],
    }),
  };
}
