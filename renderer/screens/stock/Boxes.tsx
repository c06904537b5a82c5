/** The boxes in the safe: sealed or open, how many are left in each, and the way out to another workstation. */

import { useState } from 'react';
import type { StockView } from '../../../shared/contract/stock-calls.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { TransferDialog } from './TransferDialog.tsx';

export function Boxes({ view }: { readonly view: StockView }) {
  const t = useTexts();
  const may = useMay();
  const act = useAct();
  const [leaving, setLeaving] = useState<string | null>(null);

  async function open(box: string): Promise<void> {
    const opened = await act.run(() => call('stock.openBox', { box }));
    if (opened !== undefined) say('stock.boxOpened', { box }, 'good');
  }
  return (
    <section className="panel stack" aria-labelledby="boxes-title" data-testid="boxes">
      <h2 id="boxes-title">{t('stock.boxes')}</h2>
      {act.error === null ? null : <ErrorNotice error={act.error} />}
      {view.boxes.length === 0 ? (
        <p className="soft">{t('stock.noBoxes')}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('stock.box')}</th>
              <th scope="col">{t('stock.range')}</th>
              <th scope="col">{t('stock.deliveryNote')}</th>
              <th scope="col" className="number">
                {t('stock.left')}
              </th>
              <th scope="col">
                <span className="unseen">{t('stock.act')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.boxes.map((box) => (
              <tr key={box.name} data-testid={`box-${box.name}`}>
                <th scope="row">
                  {box.name}{' '}
                  {box.openedAt === null ? (
                    <StatusChip text={t('stock.boxClosed')} shape="safe" />
                  ) : (
                    <StatusChip text={t('stock.boxOpen')} shape="ring" tone="accent" />
                  )}
                </th>
                <td className="exact">
                  <span>{box.firstSerial} –</span> <span>{box.lastSerial}</span>
                </td>
                <td className="delivery-note">{box.deliveryNote}</td>
                <td className="number">{t('stock.ofCount', { left: box.left, count: box.count })}</td>
                <td className="act-cell">
                  {box.openedAt === null && may('stock.openBox') ? (
                    <Button
                      onPress={() => void open(box.name)}
                      isPending={act.isPending}
                      label={t('stock.openBoxLabel', { box: box.name })}
                      testId={`open-${box.name}`}
                    >
                      {t('stock.openBox')}
                    </Button>
                  ) : null}{' '}
                  {box.left > 0 && view.peers.length > 0 && may('stock.transferOut') ? (
                    <Button
                      look="quiet"
                      onPress={() => setLeaving(box.name)}
                      label={t('stock.transferLabel', { box: box.name })}
                      testId={`transfer-${box.name}`}
                    >
                      {t('stock.transfer')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {leaving === null ? null : <TransferDialog box={leaving} peers={view.peers} onClose={() => setLeaving(null)} />}
    </section>
  );
}
