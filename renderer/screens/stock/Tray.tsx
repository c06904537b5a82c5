/** The tray of this workstation: filled from an open box, emptied back into the safe. */

import { useState } from 'react';
import type { StockView } from '../../../shared/contract/stock-calls.ts';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { CountField, countIn } from '../../ui/CountField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Select } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';

export function Tray({ view }: { readonly view: StockView }) {
  const t = useTexts();
  const may = useMay();
  const [moving, setMoving] = useState<'load' | 'unload' | null>(null);
  const boxes = view.boxes.filter(({ openedAt, left }) => openedAt !== null && left > 0);
  return (
    <section className="panel stack" aria-labelledby="tray-title" data-testid="tray">
      <h2 id="tray-title">{t('stock.tray', { workstation: view.tray.workstation })}</h2>
      <Facts
        columns={2}
        facts={[
          { label: t('blank.place.inTray'), value: t('stock.trayCount', { count: view.places.inTray }) },
          { label: t('stock.trayNext'), value: view.tray.next ?? t('stock.trayEmpty'), exact: true },
        ]}
      />
      {may('stock.load') ? (
        <div className="button-row">
          <Button onPress={() => setMoving('load')} isDisabled={boxes.length === 0} testId="tray-load">
            {t('stock.load')}
          </Button>
          <Button onPress={() => setMoving('unload')} isDisabled={view.places.inTray === 0} testId="tray-unload">
            {t('stock.unload')}
          </Button>
        </div>
      ) : null}
      {moving === null ? null : <MoveDialog way={moving} boxes={boxes} onClose={() => setMoving(null)} />}
    </section>
  );
}

interface MoveDialogProps {
  readonly way: 'load' | 'unload';
  readonly boxes: StockView['boxes'];
  readonly onClose: () => void;
}

function MoveDialog({ way, boxes, onClose }: MoveDialogProps) {
  const t = useTexts();
  const act = useAct();
  const [box, setBox] = useState<string | null>(boxes[0]?.name ?? null);
  const [text, setText] = useState('');
  const count = countIn(text);
  const isComplete = count !== null && count > 0 && (way === 'unload' || box !== null);

  async function move(): Promise<void> {
    if (!isComplete) return;
    const done = await act.run(() =>
      way === 'load' ? call('stock.load', { box: box ?? '', count }) : call('stock.unload', { count }),
    );
    if (done === undefined) return;
    say('stock.loaded', done, 'good');
    onClose();
  }
  useHotkey('Ctrl+Enter', () => void move(), { throughDialogs: true });

  return (
    <Dialog
      title={t(`stock.${way}Title`)}
      isOpen
      onClose={onClose}
      testId="tray-move"
      actions={
        <>
          <Button onPress={onClose} hotkey="Esc">
            {t('shell.cancel')}
          </Button>
          <Button
            look="primary"
            onPress={() => void move()}
            isDisabled={!isComplete}
            isPending={act.isPending}
            hotkey="Ctrl+Enter"
            testId="tray-move-confirm"
          >
            {t(`stock.${way}`)}
          </Button>
        </>
      }
    >
      {way === 'load' ? (
        <Select
          label={t('stock.box')}
          value={box}
          onChange={setBox}
          choices={boxes.map(({ name, left }) => ({ value: name, text: `${name} (${left})` }))}
        />
      ) : (
        <p>{t('stock.unloadExplain')}</p>
      )}
      <CountField label={t('stock.count')} value={text} onChange={setText} autoFocus testId="tray-count" />
      {act.error === null ? null : <ErrorNotice error={act.error} />}
    </Dialog>
  );
}
