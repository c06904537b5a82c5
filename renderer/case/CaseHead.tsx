/** Whose case is on the screen: the person's names, the application's number, its kind, urgency and state. */

import type { ReactNode } from 'react';
import type { ApplicationView } from '../../shared/model/issue.ts';
import { CaseStatus } from '../case-status.tsx';
import { useTexts } from '../language.tsx';
import { ScreenTitle } from '../ui/ScreenTitle.tsx';
import { StatusChip } from '../ui/StatusChip.tsx';

interface CaseHeadProps {
  readonly view: ApplicationView;
  readonly children?: ReactNode;
}

export function CaseHead({ view: { application, job, card }, children }: CaseHeadProps) {
  const t = useTexts();
  const { person } = application;
  return (
    <header className="screen-head case-head">
      <div className="grow">
        <ScreenTitle>
          {person.latinName}
          {person.chineseName === undefined ? null : <span className="case-chinese">{person.chineseName}</span>}
        </ScreenTitle>
        <p className="case-chips">
          <span className="exact" data-testid="application-number">
            {application.number}
          </span>
          <span>{t(`kind.${application.kind}`)}</span>
          {application.urgent ? <StatusChip text={t('queue.urgent')} shape="bolt" tone="care" /> : null}
          <span data-testid="case-status">
            <CaseStatus application={application.state} job={job?.state ?? null} card={card?.state ?? null} />
          </span>
        </p>
      </div>
      {children}
    </header>
  );
}
