/** What a verifier would say of each service of the card. */

import type { ServiceProof } from '../../../shared/model/service.ts';
import { useTexts } from '../../language.tsx';
import { Notice } from '../../ui/Notice.tsx';

export function Proofs({ proofs }: { readonly proofs: readonly ServiceProof[] }) {
  const t = useTexts();
  if (proofs.length === 0) return <Notice title={t('services.proof.none')} testId="proof-none" />;
  return (
    <div className="stack" role="status">
      {proofs.map((proof) => {
        const checks = proof.steps.filter(({ passed }) => !passed).map(({ check }) => t(`service.check.${check}`));
        return proof.proven ? (
          <Notice
            key={proof.serviceId}
            tone="good"
            title={t('services.proof.good', { service: proof.serviceId })}
            testId={`proof-${proof.serviceId}`}
          />
        ) : (
          <Notice
            key={proof.serviceId}
            tone={proof.standing === 'withdrawn' ? 'plain' : 'bad'}
            title={t('services.proof.bad', { service: proof.serviceId, checks: checks.join(', ') })}
            testId={`proof-${proof.serviceId}`}
          />
        );
      })}
    </div>
  );
}
