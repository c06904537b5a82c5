/** The batch: cases chosen, written and printed one behind the other, and what became of each. */

import { useState } from 'react';
import { useTexts } from '../../language.tsx';
import { useLive } from '../../live.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { ScreenTitle } from '../../ui/ScreenTitle.tsx';
import { useCall } from '../../use-call.ts';
import { BatchWork } from './BatchWork.tsx';
import { ChooseCases } from './ChooseCases.tsx';
import './batch.css';

export function Batch() {
  const t = useTexts();
  const version = useLive((live) => live.batchVersion + live.queueVersion);
  const state = useCall('batch.state', {}, version);
  const [isChoosing, setIsChoosing] = useState(false);
  const view = state.value;
  const isShown = view !== null && (view.isRunning || !isChoosing);
  return (
    <div className="screen batch">
      <header className="screen-head">
        <ScreenTitle>{t('batch.title')}</ScreenTitle>
      </header>
      {state.error === null ? null : <ErrorNotice error={state.error} />}
      {isShown ? (
        <BatchWork view={view} onNew={() => setIsChoosing(true)} />
      ) : (
        <ChooseCases version={version} onStart={() => setIsChoosing(false)} />
      )}
    </div>
  );
}
