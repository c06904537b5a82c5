/** Taking away what is found: as one signed file with proofs that verifies off line, or as a table for other programs. */

import { useState } from 'react';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import type { Question } from './audit-filter.ts';

interface TakeSelectionProps {
  readonly question: Question;
  readonly lifeOf?: string;
  readonly onChanged: () => void;
}

export function TakeSelection({ question, lifeOf, onChanged }: TakeSelectionProps) {
  const t = useTexts();
  const may = useMay();
  const [working, setWorking] = useState<'selection' | 'csv' | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  if (!may('audit.chooseAndSelect')) return null;

  async function take(form: 'selection' | 'csv'): Promise<void> {
    if (working !== null) return;
    setWorking(form);
    const answer = await call('audit.chooseAndSelect', {
      query: question,
      form,
      ...(lifeOf === undefined ? {} : { lifeOf }),
    });
    setWorking(null);
    setError(answer.ok ? null : answer.error);
    if (answer.ok && answer.value !== null) say('audit.selected', answer.value, 'good');
    onChanged();
  }
  return (
    <>
      <Button onPress={() => void take('selection')} isPending={working === 'selection'} testId="take-selection">
        {t(lifeOf === undefined ? 'audit.select' : 'audit.select.life')}
      </Button>
      <Button onPress={() => void take('csv')} isPending={working === 'csv'} testId="take-csv">
        {t('audit.select.csv')}
      </Button>
      <Dialog
        title={t('audit.select.failed')}
        isOpen={error !== null}
        onClose={() => setError(null)}
        actions={
          <Button look="primary" autoFocus onPress={() => setError(null)} hotkey="Esc">
            {t('shell.close')}
          </Button>
        }
      >
        {error === null ? null : <ErrorNotice error={error} />}
      </Dialog>
    </>
  );
}
