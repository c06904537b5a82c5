/** Importing approvals: the file of the authority (Ctrl+I), or the samples of the training office; then the outcome. */

import { useState } from 'react';
import type { IntakeReport } from '../../../shared/model/intake.ts';
import type { AppError, Result } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { percent } from '../../format.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { forgetIntake, say, useLive } from '../../live.ts';
import { useMay, useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';

export function Import() {
  const t = useTexts();
  const may = useMay();
  const { session } = useSession();
  const [working, setWorking] = useState(false);
  const [report, setReport] = useState<IntakeReport | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const progress = useLive((live) => live.intake);

  async function run(ask: () => Promise<Result<IntakeReport | null>>): Promise<void> {
    if (working) return;
    forgetIntake();
    setWorking(true);
    setError(null);
    const answer = await ask();
    setWorking(false);
    forgetIntake();
    if (!answer.ok) setError(answer.error);
    else if (answer.value !== null) {
      const { imported, refused } = answer.value;
      say('intake.done', { imported, refused: refused.length }, refused.length === 0 ? 'good' : 'bad');
      setReport(answer.value);
    }
  }

  const mayImport = may('intake.chooseAndImport');
  const choose = (): void => void run(() => call('intake.chooseAndImport', {}));
  useHotkey('Ctrl+I', choose, { enabled: mayImport });

  return (
    <>
      {session.training !== null && may('intake.importSamples') ? (
        <Button
          onPress={() => void run(() => call('intake.importSamples', {}))}
          isPending={working}
          testId="import-samples"
        >
          {t('queue.importSamples')}
        </Button>
      ) : null}
      {mayImport ? (
        <Button look="primary" onPress={choose} isPending={working} hotkey="Ctrl+I" testId="import">
          {t('queue.import')}
        </Button>
      ) : null}
      <Dialog
        title={t('queue.importing')}
        isOpen={working && progress !== null}
        onClose={() => undefined}
        actions={null}
        testId="import-progress"
      >
        {progress === null ? null : (
          <Progress
            label={t('queue.importing')}
            percent={percent(progress.bytesDone, progress.bytesTotal)}
            detail={t('queue.importDetail', {
              lines: progress.lines,
              imported: progress.imported,
              refused: progress.refused,
            })}
          />
        )}
      </Dialog>
      <Dialog
        title={t('intake.title')}
        isOpen={error !== null}
        onClose={() => setError(null)}
        actions={
          <Button look="primary" autoFocus onPress={() => setError(null)}>
            {t('shell.close')}
          </Button>
        }
        testId="import-failure"
      >
        {error === null ? null : <ErrorNotice error={error} />}
      </Dialog>
      <ImportOutcome report={report} onClose={() => setReport(null)} />
    </>
  );
}
