/** Verification: the plastic is read by scanner or eye, its appearance judged, its chip inspected by the machine. */

import { useState } from 'react';
import { Form } from 'react-aria-components';
import { visualDefectSchema, type VisualDefect } from '../../../shared/model/issue.ts';
import type { Job } from '../../../shared/model/job.ts';
import { ok } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { Checkbox } from '../../ui/fields.tsx';
import { isPlasticRead, PlasticField } from './PlasticField.tsx';
import { PrimaryAction } from './PrimaryAction.tsx';
import type { Work } from './use-work.ts';

export function VerifyStage({ work, job }: { readonly work: Work; readonly job: Job }) {
  const t = useTexts();
  const [plastic, setPlastic] = useState('');
  const [seen, setSeen] = useState<readonly VisualDefect[]>([]);
  const isComplete = isPlasticRead(plastic);

  function verify(): void {
    if (!isComplete) return;
    void work.run('verify', async () => {
      const answer = await call('job.verify', {
        jobId: job.id,
        revision: job.revision,
        plastic,
        visualDefects: [...seen],
      });
      return answer.ok ? ok(answer.value) : answer;
    });
  }

  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        verify();
      }}
    >
      <h2>{t('issue.verify.title')}</h2>
      <PlasticField value={plastic} onChange={setPlastic} />
      <fieldset className="defects">
        <legend className="field-label">{t('issue.verify.defects')}</legend>
        {visualDefectSchema.options.map((defect) => (
          <Checkbox
            key={defect}
            isSelected={seen.includes(defect)}
            onChange={(isSeen) =>
              setSeen((previous) => (isSeen ? [...previous, defect] : previous.filter((one) => one !== defect)))
            }
            testId={`defect-${defect}`}
          >
            {t(`defect.${defect}`)}
          </Checkbox>
        ))}
      </fieldset>
      <PrimaryAction action={t('issue.verify.action')} onPress={verify} isDisabled={!isComplete} takesFocus={false} />
    </Form>
  );
}
