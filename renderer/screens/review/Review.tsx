/** Review: everything that is known of one case beside the card it would become; accept, or return with a reason. */

import { useEffect } from 'react';
import type { QueueView } from '../../../shared/model/queue.ts';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import { composeAhead, useFaces } from '../../case/preview-ahead.ts';
import { NoCase } from '../../case/NoCase.tsx';
import { nextCase } from '../../next-case.ts';
import { useTexts } from '../../language.tsx';
import { useNavigation } from '../../navigation.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { ScreenTitle } from '../../ui/ScreenTitle.tsx';
import { useCall } from '../../use-call.ts';
import { ReviewCase } from './ReviewCase.tsx';
import './review.css';

const views: readonly QueueView[] = ['toReview'];

export function Review() {
  const t = useTexts();
  const { place, go } = useNavigation();
  if (place.reviewing !== null) return <OpenCase key={place.reviewing} applicationId={place.reviewing} />;
  return (
    <NoCase
      title={t('nav.review')}
      views={views}
      none={t('review.none')}
      noneNext={t('review.noneNext')}
      onFound={(reviewing) => go({ reviewing })}
    />
  );
}

function OpenCase({ applicationId }: { readonly applicationId: ApplicationId }) {
  const t = useTexts();
  // The faces first: they are drawn while the case is still being opened, which puts the look on record.
  const preview = useFaces(applicationId);
  const isComposed = preview.value !== null || preview.error !== null;
  const opened = useCall('application.open', isComposed ? { applicationId } : null);
  const shown = opened.value?.application.revision;
  const drawn = preview.value?.revision;
  const { reload } = preview;
  // Made before the last change, here or ahead: composed again.
  const isOutdated = shown !== undefined && drawn !== undefined && shown !== drawn;
  useEffect(() => {
    if (isOutdated) reload();
  }, [isOutdated, reload]);
  useNextAhead(applicationId, shown !== undefined && drawn !== undefined);
  if (opened.value === null) {
    return (
      <div className="screen">
        <ScreenTitle>{t('nav.review')}</ScreenTitle>
        {opened.error === null ? <p className="empty">{t('shell.loading')}</p> : <ErrorNotice error={opened.error} />}
      </div>
    );
  }
  const { recordHash, state } = opened.value.application;
  // What was ticked holds for this record in this state; a new crop of its photo changes neither.
  return (
    <ReviewCase
      key={`${recordHash} ${state}`}
      view={opened.value}
      preview={isOutdated ? { ...preview, loading: true } : preview}
      onReload={() => {
        opened.reload();
        preview.reload();
      }}
      onChanged={opened.replace}
    />
  );
}

/** While this case is being looked at, the faces of the one that follows are made. */
function useNextAhead(applicationId: ApplicationId, isReady: boolean): void {
  useEffect(() => {
    if (!isReady) return undefined;
    const timer = window.setTimeout(() => {
      void nextCase(views, applicationId).then((next) => {
        if (next.ok && next.value !== null) composeAhead(next.value);
      });
    }, SETTLED_MS);
    return () => window.clearTimeout(timer);
  }, [applicationId, isReady]);
}

/** The case on the screen comes first: its own drawing is done by then. */
const SETTLED_MS = 250;
