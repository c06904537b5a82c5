/** Issue: the heart of the desk. One card from composing to the safe, one press a step. */

import type { ApplicationId } from '../../../shared/model/ids.ts';
import type { QueueView } from '../../../shared/model/queue.ts';
import { NoCase } from '../../case/NoCase.tsx';
import { useTexts } from '../../language.tsx';
import { useNavigation } from '../../navigation.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { ScreenTitle } from '../../ui/ScreenTitle.tsx';
import { useCall } from '../../use-call.ts';
import { IssueCase } from './IssueCase.tsx';
import './issue.css';

/** A card in work comes before a new one: never two half-made cards on the desk. */
const views: readonly QueueView[] = ['inWork', 'toIssue', 'attention'];

export function Issue() {
  const t = useTexts();
  const { place, go } = useNavigation();
  if (place.issuing !== null) return <OpenCase key={place.issuing} applicationId={place.issuing} />;
  return (
    <NoCase
      title={t('nav.issue')}
      views={views}
      none={t('issue.none')}
      noneNext={t('issue.noneNext')}
      onFound={(issuing) => go({ issuing })}
    />
  );
}

function OpenCase({ applicationId }: { readonly applicationId: ApplicationId }) {
  const t = useTexts();
  const opened = useCall('application.open', { applicationId });
  if (opened.value !== null) return <IssueCase opened={opened.value} onReload={opened.reload} />;
  return (
    <div className="screen">
      <ScreenTitle>{t('nav.issue')}</ScreenTitle>
      {opened.error === null ? <p className="empty">{t('shell.loading')}</p> : <ErrorNotice error={opened.error} />}
    </div>
  );
}
