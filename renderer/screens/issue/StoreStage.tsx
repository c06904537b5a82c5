/** The verified card goes into the safe; then the next case. */

import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { Job } from '../../../shared/model/job.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { ok } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { TextField } from '../../ui/fields.tsx';
import { useCall } from '../../use-call.ts';
import { nextSlot } from './next-slot.ts';
import { PrimaryAction } from './PrimaryAction.tsx';
import type { Work } from './use-work.ts';

/** As many cards as one answer may hold: enough to guess a free slot, and the safe itself refuses a taken one. */
const cardsToLookAt = 500;
const longestName = 20;

interface StoreStageProps {
  readonly work: Work;
  readonly job: Job;
  readonly onStored: () => void;
}

export function StoreStage({ work, job, onStored }: StoreStageProps) {
  const { value } = useCall('card.list', { limit: cardsToLookAt });
  if (value === null) return null;
  return <StoreForm work={work} job={job} onStored={onStored} cards={value} />;
}

function StoreForm({ work, job, onStored, cards }: StoreStageProps & { readonly cards: readonly Card[] }) {
  const t = useTexts();
  const guess = nextSlot(cards);
  const [safe, setSafe] = useState(guess.safe);
  const [slot, setSlot] = useState(guess.slot);
  const isComplete = safe.trim() !== '' && slot.trim() !== '';

  async function store(): Promise<void> {
    if (!isComplete) return;
    const stored = await work.run('store', async () => {
      const answer = await call('card.store', { jobId: job.id, revision: job.revision, safe, slot });
      return answer.ok ? ok({ job }) : answer;
    });
    if (!stored) return;
    say('issue.done.store', { safe: safe.trim(), slot: slot.trim() }, 'good');
    onStored();
  }
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void store();
      }}
    >
      <p>{t('issue.store.explain')}</p>
      <div className="store-place">
        <TextField
          label={t('issue.store.safe')}
          value={safe}
          onChange={setSafe}
          maxLength={longestName}
          testId="safe"
        />
        <TextField
          label={t('issue.store.slot')}
          value={slot}
          onChange={setSlot}
          maxLength={longestName}
          autoFocus
          testId="slot"
        />
      </div>
      <PrimaryAction
        action={t('issue.store.action')}
        onPress={() => void store()}
        isDisabled={!isComplete}
        takesFocus={false}
      />
    </Form>
  );
}
