/** Training office: the card in the simulated printer's tray, which is what a person would hold in hand. */

import { useState } from 'react';
import type { AppError } from '../../../shared/result.ts';
import { Preview } from '../../case/Preview.tsx';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { useMay, useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';

type Look =
  | { readonly kind: 'card'; readonly pdf: Uint8Array }
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly error: AppError };

export function TrayCard() {
  const t = useTexts();
  const may = useMay();
  const { session } = useSession();
  const [look, setLook] = useState<Look | null>(null);
  if (session.training === null || !may('training.cardInTray')) return null;

  async function show(): Promise<void> {
    const answer = await call('training.cardInTray', {});
    if (!answer.ok) setLook({ kind: 'failed', error: answer.error });
    else setLook(answer.value === null ? { kind: 'empty' } : { kind: 'card', pdf: answer.value.pdf });
  }
  return (
    <>
      <Button onPress={() => void show()} testId="tray-show">
        {t('issue.tray.show')}
      </Button>
      <Dialog
        wide
        title={t('issue.tray.title')}
        isOpen={look !== null}
        onClose={() => setLook(null)}
        testId="tray-dialog"
        actions={
          <Button look="primary" autoFocus onPress={() => setLook(null)} hotkey="Esc" testId="tray-close">
            {t('shell.close')}
          </Button>
        }
      >
        <p className="soft">{t('issue.tray.explain')}</p>
        {look?.kind === 'card' ? <Preview pdf={look.pdf} label={t('issue.tray.label')} /> : null}
        {look?.kind === 'empty' ? <p>{t('issue.tray.empty')}</p> : null}
        {look?.kind === 'failed' ? <ErrorNotice error={look.error} /> : null}
      </Dialog>
    </>
  );
}
