/** Devices: what the machines say of themselves, where the blanks are, what waits for the authority. */

import { useEffect } from 'react';
import { on } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { useLive } from '../../live.ts';
import { useMay, useSession } from '../../session.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { ScreenTitle } from '../../ui/ScreenTitle.tsx';
import { useCall } from '../../use-call.ts';
import { AssignWriter } from './AssignWriter.tsx';
import { PrinterPanel, WriterPanel } from './DevicePanels.tsx';
import { Faults } from './Faults.tsx';
import { OfficerReader } from './OfficerReader.tsx';
import { Results } from './Results.tsx';
import { SelfTest } from './SelfTest.tsx';
import { Stock } from './Stock.tsx';
import './devices.css';

/** What a device does not tell unasked, a person at this screen sees within this time. */
const askAgainMs = 2000;

export function Devices() {
  const t = useTexts();
  const may = useMay();
  const { session } = useSession();
  const version = useLive((live) => live.queueVersion);
  const status = useCall('device.status', {});
  const { reload } = status;
  // A real writer says at once that it came or went.
  useEffect(() => on('device.changed', reload), [reload]);
  useEffect(() => {
    const timer = setInterval(reload, askAgainMs);
    return () => clearInterval(timer);
  }, [reload]);

  return (
    <div className="screen devices">
      <header className="screen-head">
        <ScreenTitle>{t('devices.title')}</ScreenTitle>
      </header>
      {status.error === null ? null : <ErrorNotice error={status.error} />}
      <div className="devices-body">
        <div className="stack">
          {status.value === null ? (
            <p className="empty">{t('shell.loading')}</p>
          ) : (
            <>
              <WriterPanel writer={status.value.writer}>
                {status.value.writer.driver === 'hid' && may('device.assignWriter') ? <AssignWriter /> : null}
              </WriterPanel>
              {may('device.selfTest') ? <SelfTest /> : null}
              <PrinterPanel printer={status.value.printer} />
            </>
          )}
          {session.training !== null && may('training.setFaults') ? (
            <Faults isWriterSimulated={status.value?.writer.driver === 'simulated'} />
          ) : null}
        </div>
        <div className="stack">
          {may('stock.summary') ? <Stock version={version} /> : null}
          {may('results.summary') ? <Results version={version} /> : null}
          {may('device.chooseOfficerReader') ? <OfficerReader /> : null}
        </div>
      </div>
    </div>
  );
}
