/** One card at work: its faces on the left, the steps and the next press on the right. */

import { useState } from 'react';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import type { SetAsideReason } from '../../../shared/model/job.ts';
import type { ErrorKind } from '../../../shared/result.ts';
import { CaseHead } from '../../case/CaseHead.tsx';
import { CasePreview } from '../../case/Preview.tsx';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useNavigation } from '../../navigation.tsx';
import { nextCase } from '../../next-case.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { CancelDialog } from './CancelDialog.tsx';
import { Differences } from './Differences.tsx';
import { isStale, mayCancel, maySetAside, stageOf } from './issue-stage.ts';
import { JobFacts } from './JobFacts.tsx';
import { PlasticGuide } from './PlasticGuide.tsx';
import { SetAsideDialog } from './SetAsideDialog.tsx';
import { StageAction } from './StageAction.tsx';
import { Steps } from './Steps.tsx';
import { useWork } from './use-work.ts';

/** Failures after which the card at hand had better be set aside, and the reason for it. */
const speaksAgainstCard: ReadonlyMap<ErrorKind, SetAsideReason> = new Map([
  ['verify.visualDefects', 'visualDefect'],
  ['verify.plasticMismatch', 'plasticMismatch'],
  ['verify.sealMismatch', 'plasticMismatch'],
]);

interface IssueCaseProps {
  readonly opened: ApplicationView;
  readonly onReload: () => void;
}

export function IssueCase({ opened, onReload }: IssueCaseProps) {
  const t = useTexts();
  const { go } = useNavigation();
  const work = useWork(opened, onReload);
  const { view, running, error, differences } = work;
  const { application, job } = view;
  const [dialog, setDialog] = useState<'setAside' | 'cancel' | null>(null);
  const stage = stageOf(view);
  const isIdle = running === null;
  // While the plastic is read by eye, neither the number nor the faces may be on the screen (rule 3).
  const isReadingPlastic = stage === 'verify';

  async function goToNext(): Promise<void> {
    const next = await nextCase(['inWork', 'toIssue'], application.id);
    if (next.ok) go({ issuing: next.value });
    else say('issue.failed', {}, 'bad');
  }
  useHotkey('Alt+N', () => void goToNext(), { enabled: isIdle });
  useHotkey('Alt+A', () => setDialog('setAside'), { enabled: isIdle && maySetAside(view) });

  async function setAside(reason: SetAsideReason, note: string): Promise<void> {
    if (job === null) return;
    setDialog(null);
    await work.run('setAside', async () => {
      const answer = await call('job.setAside', { jobId: job.id, revision: job.revision, reason, note });
      return answer.ok ? { ok: true, value: { job: answer.value } } : answer;
    });
  }

  async function cancel(note: string): Promise<void> {
    if (job === null) return;
    setDialog(null);
    await work.run('cancel', async () => {
      const answer = await call('job.cancel', { jobId: job.id, revision: job.revision, note });
      return answer.ok ? { ok: true, value: { job: answer.value } } : answer;
    });
  }

  async function composeAgain(): Promise<void> {
    await work.run('compose', async () => {
      const answer = await call('job.compose', { applicationId: application.id, revision: application.revision });
      return answer.ok ? { ok: true, value: { job: answer.value } } : answer;
    });
  }

  return (
    <div className="screen issue">
      <CaseHead view={view}>
        <Button onPress={() => void goToNext()} hotkey="Alt+N" isDisabled={!isIdle} testId="skip">
          {t('issue.skip')}
        </Button>
      </CaseHead>
      <Steps view={view} running={running} />
      <div className="issue-body">
        <div className="issue-faces beside">
          {isReadingPlastic ? (
            <PlasticGuide />
          ) : (
            <CasePreview applicationId={application.id} number={application.number} version={job?.attempt ?? 0} />
          )}
        </div>
        <div className="issue-work">
          <RecordNotice view={view} />
          {error === null ? null : (
            <ErrorNotice error={error}>
              {error.kind === 'job.offsetsChanged' ? (
                <div>
                  <Button onPress={() => void composeAgain()} isDisabled={!isIdle} testId="compose-again">
                    {t('issue.compose.again')}
                  </Button>
                </div>
              ) : null}
              {speaksAgainstCard.has(error.kind) ? (
                <div>
                  <Button look="danger" onPress={() => setDialog('setAside')} hotkey="Alt+A">
                    {t('issue.setAside.open')}
                  </Button>
                </div>
              ) : null}
            </ErrorNotice>
          )}
          {differences.length === 0 ? null : <Differences differences={differences} />}
          <StageAction work={work} stage={stage} onNext={() => void goToNext()} onReload={onReload} />
          <JobFacts job={job} />
          <div className="issue-aside">
            {maySetAside(view) ? (
              <Button
                look="danger"
                onPress={() => setDialog('setAside')}
                isDisabled={!isIdle}
                hotkey="Alt+A"
                testId="set-aside"
              >
                {t('issue.setAside.open')}
              </Button>
            ) : null}
            {mayCancel(view) ? (
              <Button onPress={() => setDialog('cancel')} isDisabled={!isIdle} testId="cancel-job">
                {t('issue.cancel.open')}
              </Button>
            ) : null}
          </div>
        </div>
      </div>
      <SetAsideDialog
        isOpen={dialog === 'setAside'}
        suggestion={(error === null ? undefined : speaksAgainstCard.get(error.kind)) ?? suggested(stage)}
        onClose={() => setDialog(null)}
        onConfirm={(reason, note) => void setAside(reason, note)}
      />
      <CancelDialog
        isOpen={dialog === 'cancel'}
        onClose={() => setDialog(null)}
        onConfirm={(note) => void cancel(note)}
      />
    </div>
  );
}

/** A later record of the authority stops the card that is in work. */
function RecordNotice({ view }: { readonly view: ApplicationView }) {
  const t = useTexts();
  const { application, job, card } = view;
  if (job === null || job.state === 'cancelled' || card !== null) return null;
  if (isStale(view)) return <Notice tone="care" title={t('issue.stale')} testId="stale" />;
  if (application.state === 'accepted') return null;
  const state = t(`application.state.${application.state}`);
  return <Notice tone="care" title={t('issue.stopped', { state })} testId="stopped" />;
}

/** The most likely reason at each stage; the person chooses. */
function suggested(stage: ReturnType<typeof stageOf>): SetAsideReason {
  if (stage === 'encode') return 'chipFault';
  if (stage === 'verify') return 'visualDefect';
  if (stage === 'suspended') return 'outcomeUnknown';
  return 'other';
}
