/** Blanks leave for another workstation: two people, and a signed file that travels with them. */

import { useState } from 'react';
import type { StockView } from '../../../shared/contract/stock-calls.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { call } from '../../client.ts';
import { translate, useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import type { Keepable } from '../../waiting.ts';
import { useAct } from '../../use-act.ts';
import { CountField, countIn } from '../../ui/CountField.tsx';
import { Select } from '../../ui/fields.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';

interface TransferDialogProps {
  readonly box: string;
  readonly peers: StockView['peers'];
  readonly onClose: () => void;
}

export function TransferDialog({ box, peers, onClose }: TransferDialogProps) {
  const t = useTexts();
  const act = useAct();
  const [peer, setPeer] = useState<string | null>(peers[0]?.name ?? null);
  const [text, setText] = useState('');
  const count = countIn(text) ?? 0;

  async function transfer(second: SecondPerson): Promise<void> {
    const done = await act.run(() => call('stock.transferOut', { box, count, peer: peer ?? '', second }));
    if (done === undefined) return;
    say('stock.transferred', { count: done.count, peer: done.peer }, 'good');
    onClose();
  }
  return (
    <SecondPersonDialog
      keep={peer === null ? null : keepableOf(box, count, peer)}
      name="transfer"
      title={t('stock.transferTitle', { box })}
      actText={t('stock.transferAct')}
      cases={[]}
      isComplete={count > 0 && peer !== null}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onApproved={(second) => void transfer(second)}
    >
      <p>{t('stock.transferExplain')}</p>
      <div className="field-pair">
        <Select
          label={t('stock.transferTo')}
          value={peer}
          onChange={setPeer}
          choices={peers.map(({ name }) => ({ value: name, text: name }))}
        />
        <CountField label={t('stock.count')} value={text} onChange={setText} autoFocus testId="transfer-count" />
      </div>
    </SecondPersonDialog>
  );
}

function keepableOf(box: string, count: number, peer: string): Keepable {
  return {
    act: { call: 'stock.transferOut', request: { box, count, peer } },
    describe: (language) => ({
      title: translate(language, 'stock.transferTitle', { box }),
      facts: [
        { label: translate(language, 'stock.transferTo'), value: peer },
        { label: translate(language, 'stock.count'), value: count },
      ],
    }),
  };
}
