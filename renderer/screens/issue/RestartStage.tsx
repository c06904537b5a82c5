/** The card was set aside: another blank for the same work. Where that is a reprint, a reason and a second person first. */

import { useState } from 'react';
import { reprintReasonSchema, type Job, type ReprintReason } from '../../../shared/model/job.ts';
import type { SecondPerson as Signer } from '../../../shared/model/service.ts';
import { ok } from '../../../shared/result.ts';
import type { BlankSerial } from '../../../shared/model/ids.ts';
import { call } from '../../client.ts';
import { useCall } from '../../use-call.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import { translate, useLanguage, useTexts } from '../../language.tsx';
import type { Keepable } from '../../waiting.ts';
import type { Fact } from '../../ui/Facts.tsx';
import { Choices } from '../../ui/fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';
import { PrimaryAction } from './PrimaryAction.tsx';
import type { Work } from './use-work.ts';

interface RestartStageProps {
  readonly work: Work;
  readonly job: Job;
}

export function RestartStage({ work, job }: RestartStageProps) {
  const t = useTexts();
  const [isReprint, setIsReprint] = useState(false);
  const on = { jobId: job.id, revision: job.revision };

  async function restart(): Promise<void> {
    const answer = await call('job.restart', on);
    // Not a failure of the step but its question: who else answers for it?
    if (!answer.ok && answer.error.kind === 'job.isReprint') setIsReprint(true);
    else await work.run('restart', async () => (answer.ok ? ok({ job: answer.value }) : answer));
  }

  async function reprint(reason: ReprintReason, second: Signer): Promise<void> {
    setIsReprint(false);
    await work.run('restart', async () => {
      const answer = await call('job.reprint', { ...on, reason, second });
      return answer.ok ? ok({ job: answer.value }) : answer;
    });
  }

  return (
    <>
      {/* The failure that set it aside has already said so. */}
      {work.error === null ? (
        <Notice
          tone="bad"
          title={t('issue.setAside.state', { reason: t(`setAside.${job.setAsideReason ?? 'other'}`) })}
        >
          <p>{t('issue.setAside.explain')}</p>
        </Notice>
      ) : null}
      {job.blankSerial === null ? null : <Envelope serial={job.blankSerial} />}
      <PrimaryAction action={t('issue.restart.action')} onPress={() => void restart()} />
      {isReprint ? (
        <ReprintDialog
          job={job}
          number={work.view.application.number}
          onClose={() => setIsReprint(false)}
          onApproved={(reason, second) => void reprint(reason, second)}
        />
      ) : null}
    </>
  );
}

interface ReprintDialogProps {
  readonly job: Job;
  /** Of the application. */
  readonly number: string;
  readonly onClose: () => void;
  readonly onApproved: (reason: ReprintReason, second: Signer) => void;
}

/** Made anew for each press: the reason is not kept for another try. */
function ReprintDialog({ job, number, onClose, onApproved }: ReprintDialogProps) {
  const t = useTexts();
  const [reason, setReason] = useState<ReprintReason | null>(null);
  const language = useLanguage();
  return (
    <SecondPersonDialog
      name="reprint"
      title={t('issue.reprint.title')}
      actText={t('issue.reprint.action')}
      cases={[
        { id: job.id, title: t('issue.reprint.case', { attempt: job.attempt + 1 }), facts: factsIn(language, job) },
      ]}
      keep={reason === null ? null : keepableOf(job, number, reason)}
      isComplete={reason !== null}
      onClose={onClose}
      onApproved={(second) => (reason === null ? undefined : onApproved(reason, second))}
    >
      <p>{t('issue.reprint.explain')}</p>
      <div className="two-columns">
        <Choices
          label={t('issue.reprint.reason')}
          value={reason}
          onChange={setReason}
          choices={reprintReasonSchema.options.map((value) => ({ value, text: t(`reprint.${value}`) }))}
        />
      </div>
    </SecondPersonDialog>
  );
}

function factsIn(language: Language, { blankSerial, setAsideReason }: Job): readonly Fact[] {
  const because = translate(language, `setAside.${setAsideReason ?? 'other'}`);
  return [
    {
      label: translate(language, 'issue.fact.blank'),
      value: blankSerial ?? translate(language, 'issue.fact.none'),
      exact: true,
    },
    { label: translate(language, 'issue.reprint.because'), value: because },
  ];
}

function keepableOf(job: Job, number: string, reason: ReprintReason): Keepable {
  const { id: jobId, revision, attempt } = job;
  return {
    act: { call: 'job.reprint', request: { jobId, revision, reason } },
    describe: (language) => ({
      title: translate(language, 'sitting.case.reprint', { number, attempt: attempt + 1 }),
      facts: [
        ...factsIn(language, job),
        { label: translate(language, 'issue.reprint.reason'), value: translate(language, `reprint.${reason}`) },
      ],
    }),
  };
}

/** Which numbered envelope the spoilt card goes into. */
function Envelope({ serial }: { readonly serial: BlankSerial }) {
  const t = useTexts();
  const { value } = useCall('stock.history', { serial });
  const number = value?.envelope?.number;
  if (number === undefined) return null;
  return <Notice title={t('stock.setAsideDone', { serial, number })} testId="envelope" />;
}
