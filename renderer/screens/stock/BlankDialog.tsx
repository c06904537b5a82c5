/** The way of one blank, and what may be done with it where it is now. */

import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import type { BlankSerial } from '../../../shared/model/ids.ts';
import type { BlankPlace } from '../../../shared/model/stock.ts';
import { call } from '../../client.ts';
import { formatInstant } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { say, useLive } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';
import { CorrectionDialog, type Correction } from './CorrectionDialog.tsx';
import { useReason } from './Envelopes.tsx';

interface BlankDialogProps {
  readonly serial: BlankSerial;
  readonly onClose: () => void;
}

const corrections: Readonly<Partial<Record<BlankPlace, readonly Correction[]>>> = {
  boxed: ['setAside', 'sendBack', 'lose'],
  inTray: ['setAside', 'lose'],
  finished: ['lose'],
  setAside: ['sendBack', 'lose'],
  test: ['lose'],
  returned: ['lose'],
  lost: ['find'],
};

export function BlankDialog({ serial, onClose }: BlankDialogProps) {
  const t = useTexts();
  const may = useMay();
  const act = useAct();
  const version = useLive((live) => live.queueVersion);
  const { value, error } = useCall('stock.history', { serial }, version);
  const [correction, setCorrection] = useState<Correction | null>(null);
  // What was worked on for a person is destroyed here.
  const isUsed = value?.blank.jobId !== null;
  const offered = (value === null ? [] : (corrections[value.blank.place] ?? [])).filter(
    (one) => may(`stock.${one}`) && !(one === 'sendBack' && isUsed),
  );

  async function addPhoto(): Promise<void> {
    const kept = await act.run(() => call('stock.chooseAndKeepPhoto', { serial }));
    if (kept !== undefined && kept !== null) say('stock.photoKept', { number: kept.number }, 'good');
  }
  if (correction !== null) {
    return <CorrectionDialog correction={correction} serial={serial} onClose={() => setCorrection(null)} />;
  }
  const takesPhoto = value?.blank.place === 'setAside' && value.envelope?.hasPhoto === false;
  return (
    <Dialog
      wide
      title={t('stock.history', { serial })}
      isOpen
      onClose={onClose}
      testId="blank-dialog"
      actions={
        <>
          {takesPhoto && may('stock.chooseAndKeepPhoto') ? (
            <Button onPress={() => void addPhoto()} isPending={act.isPending} testId="add-photo">
              {t('stock.addPhoto')}
            </Button>
          ) : null}
          {offered.map((one) => (
            <Button
              key={one}
              look={one === 'lose' ? 'danger' : 'plain'}
              onPress={() => setCorrection(one)}
              testId={`blank-${one}`}
            >
              {t(`stock.${one}`)}
            </Button>
          ))}
          <Button onPress={onClose} hotkey="Esc" testId="blank-close">
            {t('stock.close')}
          </Button>
        </>
      }
    >
      {error === null ? null : <ErrorNotice error={error} />}
      {act.error === null ? null : <ErrorNotice error={act.error} />}
      {value === null ? null : <History history={value} />}
    </Dialog>
  );
}

function History({ history: { blank, movements, envelope } }: { readonly history: CallOutput<'stock.history'> }) {
  const t = useTexts();
  const reason = useReason();
  return (
    <>
      <Facts
        columns={3}
        facts={[
          { label: t('stock.place'), value: t(`blank.place.${blank.place}`) },
          { label: t('stock.box'), value: blank.box },
          { label: t('stock.chip'), value: blank.chipSerial ?? t('devices.none'), exact: true },
          ...(envelope === null
            ? []
            : [
                { label: t('stock.reason'), value: reason(envelope.reason) },
                { label: t('stock.envelopeLabel'), value: t('stock.envelope', { number: envelope.number }) },
                { label: t('stock.photo'), value: envelope.hasPhoto ? t('stock.hasPhoto') : t('devices.none') },
              ]),
        ]}
      />
      <table className="plain-table" data-testid="movements">
        <thead>
          <tr>
            <th scope="col">{t('stock.when')}</th>
            <th scope="col">{t('stock.act')}</th>
            <th scope="col">{t('stock.place')}</th>
            <th scope="col">{t('stock.who')}</th>
          </tr>
        </thead>
        <tbody>
          {movements.map((one) => (
            <tr key={one.number}>
              <td className="soft">{formatInstant(one.at)}</td>
              <th scope="row">{t(`stock.act.${one.act}`)}</th>
              <td>{t(`blank.place.${one.toPlace}`)}</td>
              <td>{one.actor}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
