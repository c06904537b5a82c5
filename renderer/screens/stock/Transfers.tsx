/** Transfers with other workstations: what went and came, taking a file in, and whose files are taken. */

import { useState } from 'react';
import type { StockView } from '../../../shared/contract/stock-calls.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { call } from '../../client.ts';
import { formatRecent } from '../../format.ts';
import { translate, useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';

export function Transfers({ view }: { readonly view: StockView }) {
  const t = useTexts();
  const may = useMay();
  const act = useAct();
  const [asked, setAsked] = useState<'take' | 'peer' | null>(null);

  async function save(id: string): Promise<void> {
    const saved = await act.run(() => call('stock.chooseAndSaveTransfer', { id }));
    if (saved !== undefined && saved !== null) say('stock.fileSaved', saved, 'good');
  }
  return (
    <section className="panel stack" aria-labelledby="transfers-title" data-testid="transfers">
      <div className="panel-head">
        <h2 id="transfers-title">{t('stock.transfers')}</h2>
        {may('stock.addPeer') ? (
          <Button look="quiet" onPress={() => setAsked('peer')} testId="add-peer">
            {t('stock.addPeer')}
          </Button>
        ) : null}
        {may('stock.chooseAndTakeTransfer') ? (
          <Button onPress={() => setAsked('take')} isDisabled={view.peers.length === 0} testId="take-transfer">
            {t('stock.take')}
          </Button>
        ) : null}
      </div>
      {act.error === null ? null : <ErrorNotice error={act.error} />}
      {view.transfers.length === 0 ? (
        <p className="soft">{t('stock.noTransfers')}</p>
      ) : (
        <table className="plain-table">
          <tbody>
            {view.transfers.map((one) => (
              <tr key={one.id}>
                <th scope="row">{t(`stock.direction.${one.direction}`)}</th>
                <td>{one.peer}</td>
                <td className="number">{one.count}</td>
                <td className="soft">{formatRecent(one.at)}</td>
                <td className="act-cell">
                  {one.direction === 'out' && may('stock.chooseAndSaveTransfer') ? (
                    <Button onPress={() => void save(one.id)} testId={`save-${one.id}`}>
                      {t('stock.saveFile')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Facts
        facts={[
          {
            label: t('stock.peers'),
            value: view.peers.length === 0 ? t('devices.none') : view.peers.map(({ name }) => name).join(' · '),
          },
          { label: t('stock.ownKey'), value: <span className="own-key">{view.verifierKey}</span> },
        ]}
      />
      {asked === 'take' ? <TakeDialog onClose={() => setAsked(null)} /> : null}
      {asked === 'peer' ? <PeerDialog onClose={() => setAsked(null)} /> : null}
    </section>
  );
}

function TakeDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const act = useAct();
  async function take(second: SecondPerson): Promise<void> {
    const taken = await act.run(() => call('stock.chooseAndTakeTransfer', { second }));
    if (taken === undefined || taken === null) return;
    say('stock.taken', { peer: taken.peer, count: taken.count }, 'good');
    onClose();
  }
  return (
    <SecondPersonDialog
      name="take"
      title={t('stock.takeTitle')}
      actText={t('stock.takeAct')}
      cases={[]}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onApproved={(second) => void take(second)}
    >
      <p>{t('stock.takeExplain')}</p>
    </SecondPersonDialog>
  );
}

function PeerDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const act = useAct();
  const [verifierKey, setKey] = useState('');
  async function add(second: SecondPerson): Promise<void> {
    const added = await act.run(() => call('stock.addPeer', { verifierKey, second }));
    if (added === undefined) return;
    say('stock.peerAdded', {}, 'good');
    onClose();
  }
  return (
    <SecondPersonDialog
      keep={{
        act: { call: 'stock.addPeer', request: { verifierKey } },
        describe: (language) => ({
          title: translate(language, 'stock.addPeerTitle'),
          facts: [{ label: translate(language, 'stock.peerKey'), value: verifierKey, exact: true, wide: true }],
        }),
      }}
      name="peer"
      title={t('stock.addPeerTitle')}
      actText={t('stock.addPeerAct')}
      cases={[]}
      isComplete={verifierKey.trim() !== ''}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onApproved={(second) => void add(second)}
    >
      <p>{t('stock.addPeerExplain')}</p>
      <TextField
        autoFocus
        label={t('stock.peerKey')}
        value={verifierKey}
        onChange={setKey}
        lines={2}
        maxLength={300}
        testId="peer-key"
      />
    </SecondPersonDialog>
  );
}
