/** A card whose outcome is unknown: the person looks at it and says what is there; the software never guesses. */

import { useState } from 'react';
import type { Finding } from '../../../shared/model/issue.ts';
import type { Job } from '../../../shared/model/job.ts';
import { ok } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { Choices } from '../../ui/fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PrimaryAction } from './PrimaryAction.tsx';
import { TrayCard } from './TrayCard.tsx';
import type { Work } from './use-work.ts';

type Kind = Finding['kind'];

const findings: Readonly<Record<'encoding' | 'printing', readonly Kind[]>> = {
  encoding: ['readChip', 'spoiled'],
  printing: ['bothSidesPrinted', 'noSidePrinted', 'spoiled'],
};

export function SuspendedStage({ work, job }: { readonly work: Work; readonly job: Job }) {
  const t = useTexts();
  const [finding, setFinding] = useState<Kind | null>(null);
  const effect = job.suspendedIn ?? 'printing';

  function resolve(): void {
    if (finding === null) return;
    void work.run('resolve', async () => {
      const answer = await call('job.resolve', { jobId: job.id, revision: job.revision, finding: { kind: finding } });
      return answer.ok ? ok({ job: answer.value }) : answer;
    });
  }
  return (
    <>
      {work.error === null ? <Notice tone="care" title={t(`issue.suspended.${effect}`)} testId="suspended" /> : null}
      <Choices
        label={t(`issue.suspended.${effect}Ask`)}
        value={finding}
        onChange={setFinding}
        choices={findings[effect].map((value) => ({
          value,
          text: t(`issue.finding.${value}`),
          help: t(`issue.finding.${value}.help`),
        }))}
      />
      {effect === 'printing' ? (
        <div>
          <TrayCard />
        </div>
      ) : null}
      <PrimaryAction
        action={t('issue.suspended.action')}
        onPress={resolve}
        isDisabled={finding === null}
        takesFocus={false}
      />
    </>
  );
}
