/** Review: everything that is known of one case beside the card it would become; accept, or return with a reason. */

import { useEffect } from 'react';
import type { QueueView } from '../../../shared/model/queue.ts';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import { NoCase } from '../../case/NoCase.tsx';
import { useTexts } from '../../language.tsx';
import { useNavigation } from '../../navigation.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { prepareFaces } from '../../ui/faces-ahead.ts';
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
  const preview = useCall('application.preview', { applicationId });
  const faces = preview.value?.pdf;
  useEffect(() => {
    if (faces !== undefined) prepareFaces(faces);
  }, [faces]);
  const isComposed = preview.value !== null || preview.error !== null;
  const opened = useCall('application.open', isComposed ? { applicationId } : null);
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
      preview={preview}
      onReload={() => {
        opened.reload();
        preview.reload();
      }}
      onChanged={(changed) => {
        opened.replace(changed);
        preview.reload();
      }}
    />
  );
}
