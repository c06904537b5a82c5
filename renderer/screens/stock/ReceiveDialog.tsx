/** A delivery: two people compare the box with its note, and it is on record with every serial in it. */

import { useState } from 'react';
import { blankSerialSchema, type BlankSerial } from '../../../shared/model/ids.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { call } from '../../client.ts';
import { translate, useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import type { Keepable } from '../../waiting.ts';
import { useAct } from '../../use-act.ts';
import { TextField } from '../../ui/fields.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';

export function ReceiveDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const act = useAct();
  const [form, setForm] = useState({ box: '', deliveryNote: '', first: '', last: '' });
  const first = blankSerialSchema.safeParse(form.first.trim().toUpperCase());
  const last = blankSerialSchema.safeParse(form.last.trim().toUpperCase());
  const box = form.box.trim().toUpperCase();
  const isNamed = /^[A-Z0-9][A-Z0-9-]{0,39}$/.test(box) && form.deliveryNote.trim() !== '';

  async function receive(second: SecondPerson): Promise<void> {
    if (!first.success || !last.success) return;
    const { deliveryNote } = form;
    const input = { box, deliveryNote, first: first.data, last: last.data, second };
    const received = await act.run(() => call('stock.receive', input));
    if (received === undefined) return;
    say('stock.received', { box: received.name, count: received.count }, 'good');
    onClose();
  }
  return (
    <SecondPersonDialog
      keep={
        first.success && last.success
          ? keepableOf({ box, deliveryNote: form.deliveryNote, first: first.data, last: last.data })
          : null
      }
      name="receive"
      title={t('stock.receiveTitle')}
      actText={t('stock.receiveAct')}
      cases={[]}
      isComplete={isNamed && first.success && last.success}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onApproved={(second) => void receive(second)}
    >
      <p>{t('stock.receiveExplain')}</p>
      <div className="field-pair">
        <TextField
          autoFocus
          label={t('stock.boxName')}
          value={form.box}
          onChange={(text) => setForm({ ...form, box: text })}
          maxLength={40}
          testId="receive-box"
        />
        <TextField
          label={t('stock.deliveryNote')}
          value={form.deliveryNote}
          onChange={(deliveryNote) => setForm({ ...form, deliveryNote })}
          maxLength={60}
          testId="receive-note"
        />
        <TextField
          label={t('stock.firstSerial')}
          value={form.first}
          onChange={(text) => setForm({ ...form, first: text })}
          maxLength={32}
          testId="receive-first"
        />
        <TextField
          label={t('stock.lastSerial')}
          value={form.last}
          onChange={(text) => setForm({ ...form, last: text })}
          maxLength={32}
          testId="receive-last"
        />
      </div>
    </SecondPersonDialog>
  );
}

interface Delivery {
  readonly box: string;
  readonly deliveryNote: string;
  readonly first: BlankSerial;
  readonly last: BlankSerial;
}

function keepableOf(request: Delivery): Keepable {
  const { box, deliveryNote, first, last } = request;
  return {
    act: { call: 'stock.receive', request },
    describe: (language) => ({
      title: translate(language, 'sitting.case.receive', { box }),
      facts: [
        { label: translate(language, 'stock.deliveryNote'), value: deliveryNote },
        { label: translate(language, 'sitting.field.blanks'), value: `${first} – ${last}`, exact: true },
      ],
    }),
  };
}
