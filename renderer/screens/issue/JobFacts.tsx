/** What is known of the card in work. Never its number: the screen must not help the eye that reads the plastic. */

import type { Job } from '../../../shared/model/job.ts';
import { shortHash } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { Facts } from '../../ui/Facts.tsx';

export function JobFacts({ job }: { readonly job: Job | null }) {
  const t = useTexts();
  if (job === null) return null;
  const none = t('issue.fact.none');
  return (
    <section className="panel" aria-label={t('issue.facts')}>
      <Facts
        columns={2}
        facts={[
          { label: t('issue.fact.blank'), value: job.blankSerial ?? none, exact: job.blankSerial !== null },
          { label: t('issue.fact.chip'), value: job.chipSerial ?? none, exact: job.chipSerial !== null },
          ...(job.slot === null ? [] : [{ label: t('issue.fact.slot'), value: t('issue.slot', { slot: job.slot }) }]),
          { label: t('issue.fact.attempt'), value: job.attempt },
          { label: t('issue.fact.pdf'), value: shortHash(job.pdfHash), exact: true },
        ]}
      />
    </section>
  );
}
