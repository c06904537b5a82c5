/** The sheet for the envelope, while the code is on the screen; saved where a person says, and kept nowhere. */

import { useState } from 'react';
import type { AppError } from '../../shared/result.ts';
import { call } from '../client.ts';
import { useTexts } from '../language.tsx';
import { Button } from './Button.tsx';
import { ErrorNotice, Notice } from './Notice.tsx';

export function SaveSheet({ code }: { readonly code: string }) {
  const t = useTexts();
  const [working, setWorking] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  async function save(): Promise<void> {
    setWorking(true);
    const saved = await call('code.chooseAndSaveSheet', { kind: 'breakGlass', code });
    setWorking(false);
    setError(saved.ok ? null : saved.error);
    setIsSaved(saved.ok && saved.value !== null);
  }
  return (
    <>
      <div className="button-row">
        <Button onPress={() => void save()} isPending={working} testId="save-sheet">
          {t('seal.sheet')}
        </Button>
        <span className="soft">{t('seal.sheetHelp')}</span>
      </div>
      {/* After the first start there is no status line to say it in. */}
      <div role="status">{isSaved ? <Notice tone="good" title={t('seal.sheetSaved')} /> : null}</div>
      {error === null ? null : <ErrorNotice error={error} />}
    </>
  );
}
