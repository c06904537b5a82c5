/** Looks for the next case of the queue, and says what to do when there is none. */

import { useEffect, useEffectEvent, useState } from 'react';
import type { ApplicationId } from '../../shared/model/ids.ts';
import type { QueueView } from '../../shared/model/queue.ts';
import type { AppError, Result } from '../../shared/result.ts';
import { useTexts } from '../language.tsx';
import { useLive } from '../live.ts';
import { useNavigation } from '../navigation.tsx';
import { nextCase } from '../next-case.ts';
import { Button } from '../ui/Button.tsx';
import { ErrorNotice } from '../ui/Notice.tsx';
import { ScreenTitle } from '../ui/ScreenTitle.tsx';

interface NoCaseProps {
  readonly title: string;
  readonly views: readonly QueueView[];
  readonly none: string;
  readonly noneNext: string;
  readonly onFound: (applicationId: ApplicationId) => void;
}

export function NoCase({ title, views, none, noneNext, onFound }: NoCaseProps) {
  const t = useTexts();
  const { go } = useNavigation();
  const version = useLive((live) => live.queueVersion);
  const [searched, setSearched] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  const settle = useEffectEvent((found: Result<ApplicationId | null>): void => {
    setSearched(true);
    if (!found.ok) setError(found.error);
    else if (found.value !== null) onFound(found.value);
  });
  // A change of the queue (`version`) is a reason to look again.
  useEffect(() => {
    const search = { version, isWanted: true };
    void nextCase(views, null).then((found) => search.isWanted && settle(found));
    return () => {
      search.isWanted = false;
    };
  }, [version, views]);

  return (
    <div className="screen">
      <header className="screen-head">
        <ScreenTitle>{title}</ScreenTitle>
      </header>
      {error === null ? null : <ErrorNotice error={error} />}
      {searched ? (
        <div className="panel empty" data-testid="no-case">
          <p>{none}</p>
          <p>{noneNext}</p>
          <Button look="primary" onPress={() => go({ screen: 'queue' })} hotkey="Alt+1">
            {t('review.toQueue')}
          </Button>
        </div>
      ) : (
        <p className="empty">{t('shell.loading')}</p>
      )}
    </div>
  );
}
