/** A test card is named, put into the writer and tried: on the devices' screen, and where the day is opened. */

import { useState } from 'react';
import { blankSerialSchema } from '../../../shared/model/ids.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox, TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import './devices.css';

interface SelfTestFieldsProps {
  /** Passed or failed: either is on record now. */
  readonly onTested?: () => void;
}

export function SelfTestFields({ onTested }: SelfTestFieldsProps) {
  const t = useTexts();
  const act = useAct();
  const [serial, setSerial] = useState('');
  const [takes, setTakes] = useState(false);
  const blank = blankSerialSchema.safeParse(serial.trim().toUpperCase());

  async function run(): Promise<void> {
    if (!blank.success) return;
    const passed = await act.run(() => call('device.selfTest', { blank: blank.data, takes }));
    if (passed !== undefined) {
      setTakes(false);
      say('devices.selfTestPassed', passed, 'good');
    }
    onTested?.();
  }

  return (
    <>
      <TextField
        label={t('devices.testCard')}
        value={serial}
        onChange={setSerial}
        kind="exact"
        maxLength={32}
        testId="test-card"
      />
      <div className="self-test-row">
        <Checkbox isSelected={takes} onChange={setTakes} testId="takes-blank">
          {t('devices.takesBlank')}
        </Checkbox>
        <Button onPress={() => void run()} isDisabled={!blank.success} isPending={act.isPending} testId="run-self-test">
          {t(act.isPending ? 'devices.selfTestRuns' : 'devices.runSelfTest')}
        </Button>
      </div>
      {act.error === null ? null : <ErrorNotice error={act.error} />}
    </>
  );
}
