/** One blank is set aside by one person, or sent back, reported as lost or found again by two. */

import { useState } from 'react';
import type { BlankSerial } from '../../../shared/model/ids.ts';
import { stockReasonSchema, type StockReason } from '../../../shared/model/ledger.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { call } from '../../client.ts';
import { translate, useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import type { Keepable } from '../../waiting.ts';
import { useAct } from '../../use-act.ts';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { Choices, TextField } from '../../ui/fields.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';

export type Correction = 'setAside' | 'sendBack' | 'lose' | 'find';

interface CorrectionDialogProps {
  readonly correction: Correction;
  readonly serial: BlankSerial;
  readonly onClose: () => void;
}

export function CorrectionDialog({ correction, ...rest }: CorrectionDialogProps) {
  return correction === 'setAside' ? <SetAside {...rest} /> : <ByTwo correction={correction} {...rest} />;
}

function SetAside({ serial, onClose }: Omit<CorrectionDialogProps, 'correction'>) {
  const t = useTexts();
  const act = useAct();
  const [reason, setReason] = useState<StockReason>('damaged');
  async function setAside(): Promise<void> {
    const envelope = await act.run(() => call('stock.setAside', { serial, reason }));
    if (envelope === undefined) return;
    say('stock.setAsideDone', { serial, number: envelope.number }, 'good');
    onClose();
  }
  return (
    <DangerDialog
      name="correction"
      title={t('stock.setAsideTitle', { serial })}
      keepText={t('shell.cancel')}
      actText={t('stock.setAsideAct')}
      isOpen
      isPending={act.isPending}
      onClose={onClose}
      onAct={() => void setAside()}
    >
      <Choices
        label={t('stock.reason')}
        value={reason}
        onChange={setReason}
        choices={stockReasonSchema.options.map((value) => ({ value, text: t(`stock.reason.${value}`) }))}
      />
      {act.error === null ? null : <ErrorNotice error={act.error} />}
    </DangerDialog>
  );
}

interface ByTwoProps extends CorrectionDialogProps {
  readonly correction: Exclude<Correction, 'setAside'>;
}

function ByTwo({ correction, serial, onClose }: ByTwoProps) {
  const t = useTexts();
  const act = useAct();
  const [note, setNote] = useState('');

  async function correct(second: SecondPerson): Promise<void> {
    switch (correction) {
      case 'sendBack':
        if ((await act.run(() => call('stock.sendBack', { serials: [serial], note, second }))) === undefined) return;
        say('stock.sentBack', { serial }, 'good');
        break;
      case 'lose':
        if ((await act.run(() => call('stock.lose', { serial, second }))) === undefined) return;
        say('stock.lost', { serial }, 'bad');
        break;
      case 'find': {
        const envelope = await act.run(() => call('stock.find', { serial, second }));
        if (envelope === undefined) return;
        say('stock.found', { serial, number: envelope.number }, 'good');
      }
    }
    onClose();
  }
  return (
    <SecondPersonDialog
      keep={keepableOf(correction, serial, note)}
      name="correction"
      title={t(`stock.${correction}Title`, { serial })}
      actText={t(`stock.${correction}Act`)}
      cases={[]}
      isComplete={correction !== 'sendBack' || note.trim() !== ''}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onApproved={(second) => void correct(second)}
    >
      {correction === 'sendBack' ? (
        <TextField
          autoFocus
          label={t('stock.sendBackNote')}
          value={note}
          onChange={setNote}
          maxLength={60}
          testId="send-back-note"
        />
      ) : (
        <Notice tone="care" title={t(`stock.${correction}Explain`)} />
      )}
    </SecondPersonDialog>
  );
}

function keepableOf(correction: ByTwoProps['correction'], serial: BlankSerial, note: string): Keepable {
  return {
    act:
      correction === 'sendBack'
        ? { call: 'stock.sendBack', request: { serials: [serial], note } }
        : { call: `stock.${correction}`, request: { serial } },
    describe: (language) => ({
      title: translate(language, `stock.${correction}Title`, { serial }),
      facts: [
        { label: translate(language, 'sitting.field.blanks'), value: serial, exact: true },
        correction === 'sendBack'
          ? { label: translate(language, 'stock.sendBackNote'), value: note }
          : {
              label: translate(language, 'sitting.field.follows'),
              value: translate(language, `stock.${correction}Explain`),
              wide: true,
            },
      ],
    }),
  };
}
