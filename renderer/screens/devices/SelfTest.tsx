/** Is the writer sound? A test card is written and read back. */

import { useState } from 'react';
import { blankSerialSchema } from '../../../shared/model/ids.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox, TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';

export function SelfTest() {
  const t = useTexts();
  const [serial, setSerial] = useState('');
  const [takes, setTakes] = useState(false);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const blank = blankSerialSchema.safeParse(serial.trim().toUpperCase());

  async function run(): Promise<void> {
    if (isRunning || !blank.success) return;
    setRunning(true);
    setError(null);
    const answer = await call('device.selfTest', { blank: blank.data, takes });
    setRunning(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    setTakes(false);
    say('devices.selfTestPassed', answer.value, 'good');
  }

  return (
    <section className="panel stack" aria-labelledby="self-test-title" data-testid="self-test">
      <h2 id="self-test-title">{t('devices.selfTest')}</h2>
      <p className="soft">{t('devices.selfTestExplain')}</p>
      <TextField
        label={t('devices.testCard')}
        value={serial}
        onChange={setSerial}
        kind="exact"
        maxLength={32}
        testId="test-card"
      />
      <Checkbox isSelected={takes} onChange={setTakes} testId="takes-blank">
        {t('devices.takesBlank')}
      </Checkbox>
      {error === null ? null : <ErrorNotice error={error} />}
      <div className="button-row">
        <Button onPress={() => void run()} isDisabled={!blank.success} isPending={isRunning} testId="run-self-test">
          {t(isRunning ? 'devices.selfTestRuns' : 'devices.runSelfTest')}
        </Button>
      </div>
    </section>
  );
}
