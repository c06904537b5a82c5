/** What is to be done now: one panel a stage, with one big press and its key. */

import type { ReactNode } from 'react';
import { call } from '../../client.ts';
import type { CallName, CallOutput } from '../../../shared/contract.ts';
import type { Job } from '../../../shared/model/job.ts';
import { assertNever, ok, type Result } from '../../../shared/result.ts';
import { useTexts } from '../../language.tsx';
import { useNavigation } from '../../navigation.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Stage } from './issue-stage.ts';
import { PrimaryAction } from './PrimaryAction.tsx';
import { RestartStage } from './RestartStage.tsx';
import { Running } from './Running.tsx';
import { StoreStage } from './StoreStage.tsx';
import { SuspendedStage } from './SuspendedStage.tsx';
import type { Outcome, Work } from './use-work.ts';
import { VerifyStage } from './VerifyStage.tsx';

interface StageActionProps {
  readonly work: Work;
  readonly stage: Stage;
  readonly onNext: () => void;
  readonly onReload: () => void;
}

export function StageAction({ work, stage, onNext, onReload }: StageActionProps) {
  const t = useTexts();
  const { job } = work.view;
  return (
    <section className="panel stage" aria-label={t('issue.now')} data-testid="stage" data-stage={stage}>
      {work.running !== null || stage === 'running' ? (
        <Running jobId={job?.id ?? null} action={work.running} onReload={onReload} />
      ) : (
        // A new stage is a new panel: the focus goes to its press or field.
        <StageBody key={`${stage} ${job?.attempt ?? 0}`} work={work} stage={stage} onNext={onNext} />
      )}
    </section>
  );
}

function StageBody({ work, stage, onNext }: Omit<StageActionProps, 'onReload'>): ReactNode {
  const t = useTexts();
  const { application, job, card } = work.view;
  switch (stage) {
    case 'notAccepted':
      return <NotAccepted state={t(`application.state.${application.state}`)} applicationId={application.id} />;
    case 'compose':
      return (
        <PrimaryAction
          explain={t('issue.compose.explain')}
          action={t('issue.compose.action')}
          onPress={() =>
            void work.run('compose', () =>
              askJob(call('job.compose', { applicationId: application.id, revision: application.revision })),
            )
          }
        />
      );
    case 'encode':
      return <OnJob work={work} job={job} action="encode" name="job.encode" />;
    case 'print':
      return <OnJob work={work} job={job} action="print" name="job.print" />;
    case 'verify':
      return job === null ? null : <VerifyStage work={work} job={job} />;
    case 'store':
      return job === null ? null : <StoreStage work={work} job={job} onStored={onNext} />;
    case 'stored':
      return (
        <>
          <Notice tone="good" title={t('issue.stored', { safe: card?.safe ?? '', slot: card?.slot ?? '' })} />
          <PrimaryAction action={t('issue.stored.next')} onPress={onNext} />
        </>
      );
    case 'suspended':
      return job === null ? null : <SuspendedStage work={work} job={job} />;
    case 'setAside':
      return job === null ? null : <RestartStage work={work} job={job} />;
    case 'running':
      return null;
    default:
      return assertNever(stage);
  }
}

interface OnJobProps {
  readonly work: Work;
  readonly job: Job | null;
  readonly action: 'encode' | 'print';
  readonly name: Extract<CallName, 'job.encode' | 'job.print'>;
}

function OnJob({ work, job, action, name }: OnJobProps) {
  const t = useTexts();
  if (job === null) return null;
  const press = (): void => void work.run(action, () => askJob(call(name, { jobId: job.id, revision: job.revision })));
  return <PrimaryAction explain={t(`issue.${action}.explain`)} action={t(`issue.${action}.action`)} onPress={press} />;
}

function NotAccepted({ state, applicationId }: { readonly state: string; readonly applicationId: Id }) {
  const t = useTexts();
  const { go } = useNavigation();
  return (
    <>
      <Notice tone="care" title={t('issue.notAccepted', { state })}>
        <p>{t('issue.notAcceptedNext')}</p>
      </Notice>
      <Button big look="primary" autoFocus onPress={() => go({ screen: 'review', reviewing: applicationId })}>
        {t('issue.toReview')}
      </Button>
    </>
  );
}

type Id = CallOutput<'application.open'>['application']['id'];

/** A call that answers a job, as the outcome of a step. */
async function askJob(answer: Promise<Result<Job>>): Promise<Result<Outcome>> {
  const job = await answer;
  return job.ok ? ok({ job: job.value }) : job;
}
