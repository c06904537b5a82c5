/** One shift gives, the next takes: tray and safe counted, what is suspended shown, a note, and both sign. */

import { useState } from 'react';
import { LONGEST_NOTE } from '../../../shared/model/day.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useAct } from '../../use-act.ts';
import { CountField, countIn } from '../../ui/CountField.tsx';
import { TextField } from '../../ui/fields.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';
import { CountedTwice } from './CountedTwice.tsx';

interface ShiftDialogProps {
  readonly suspended: number;
  readonly onClose: () => void;
}

export function ShiftDialog({ suspended, onClose }: ShiftDialogProps) {
  const t = useTexts();
  const act = useAct();
  const [form, setForm] = useState({ inTray: '', boxed: '', note: '' });
  const [countedTwice, setTwice] = useState(false);
  const [inTray, boxed] = [countIn(form.inTray), countIn(form.boxed)];

  async function hand(second: SecondPerson): Promise<void> {
    if (inTray === null || boxed === null) return;
    const input = { count: { inTray, boxed }, countedTwice, note: form.note, second };
    const shift = await act.run(() => call('day.handShift', input));
    setTwice(false);
    if (shift === undefined) return;
    say('day.shiftDone', { takenBy: shift.takenBy }, 'good');
    onClose();
  }
  return (
    <SecondPersonDialog
      name="shift"
      title={t('day.shiftTitle')}
      actText={t('day.shiftAct')}
      cases={[]}
      isComplete={inTray !== null && boxed !== null}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onApproved={(second) => void hand(second)}
    >
      <p>{suspended === 0 ? t('day.shiftNothing') : t('day.shiftExplain', { count: suspended })}</p>
      <div className="count-fields">
        <CountField
          label={t('blank.place.inTray')}
          value={form.inTray}
          onChange={(text) => setForm({ ...form, inTray: text })}
          autoFocus
          testId="shift-inTray"
        />
        <CountField
          label={t('blank.place.boxed')}
          value={form.boxed}
          onChange={(text) => setForm({ ...form, boxed: text })}
          testId="shift-boxed"
        />
      </div>
      <TextField
        label={t('day.noteField')}
        value={form.note}
        onChange={(note) => setForm({ ...form, note })}
        lines={2}
        maxLength={LONGEST_NOTE}
        testId="shift-note"
      />
      <CountedTwice error={act.error} isSelected={countedTwice} onChange={setTwice} />
    </SecondPersonDialog>
  );
}
