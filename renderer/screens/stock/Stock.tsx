/** Stock: where every blank is, the tray, boxes, envelopes, transfers; and the way of any one of them. */

import { useState } from 'react';
import { blankSerialSchema, type BlankSerial } from '../../../shared/model/ids.ts';
import { useTexts } from '../../language.tsx';
import { useLive } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { ScreenTitle } from '../../ui/ScreenTitle.tsx';
import { useCall } from '../../use-call.ts';
import { BlankDialog } from './BlankDialog.tsx';
import { Boxes } from './Boxes.tsx';
import { Envelopes } from './Envelopes.tsx';
import { Places } from './Places.tsx';
import { ReceiveDialog } from './ReceiveDialog.tsx';
import { Transfers } from './Transfers.tsx';
import { Tray } from './Tray.tsx';
import './stock.css';

export function Stock() {
  const t = useTexts();
  const may = useMay();
  const version = useLive((live) => live.queueVersion);
  const { value, error } = useCall('stock.view', {}, version);
  const [shown, setShown] = useState<BlankSerial | null>(null);
  const [isReceiving, setReceiving] = useState(false);

  return (
    <div className="screen">
      <header className="screen-head">
        <div className="grow">
          <ScreenTitle>{t('stock.title')}</ScreenTitle>
        </div>
        {may('stock.receive') ? (
          <Button look="primary" onPress={() => setReceiving(true)} testId="stock-receive">
            {t('stock.receive')}
          </Button>
        ) : null}
      </header>
      {error === null ? null : <ErrorNotice error={error} />}
      {value === null ? (
        <p className="empty">{error === null ? t('shell.loading') : ''}</p>
      ) : (
        <div className="stock-body">
          <div className="stack">
            <LookUp onFound={setShown} />
            <Tray view={value} />
            <Places places={value.places} />
          </div>
          <div className="stack">
            <Boxes view={value} />
            <Envelopes view={value} onShow={setShown} />
            <Transfers view={value} />
          </div>
        </div>
      )}
      {shown === null ? null : <BlankDialog serial={shown} onClose={() => setShown(null)} />}
      {isReceiving ? <ReceiveDialog onClose={() => setReceiving(false)} /> : null}
    </div>
  );
}

/** A hand-held scanner types the serial and presses Enter. */
function LookUp({ onFound }: { readonly onFound: (serial: BlankSerial) => void }) {
  const t = useTexts();
  const [text, setText] = useState('');
  const serial = blankSerialSchema.safeParse(text.trim().toUpperCase());
  return (
    <form
      className="panel lookup"
      onSubmit={(event) => {
        event.preventDefault();
        if (serial.success) onFound(serial.data);
      }}
    >
      <TextField
        label={t('stock.search')}
        help={t('stock.searchHelp')}
        value={text}
        onChange={setText}
        maxLength={32}
        testId="stock-search"
      />
      <Button type="submit" isDisabled={!serial.success} testId="stock-show">
        {t('stock.show')}
      </Button>
    </form>
  );
}
