/** Cards of a printer that counts nothing: made, and printed only once somebody has seen them. */

import type { BatchCase } from '../../../shared/model/batch.ts';
import { useTexts } from '../../language.tsx';
import { useNavigation } from '../../navigation.tsx';
import { Button } from '../../ui/Button.tsx';

export function CasesToLookAt({ cases }: { readonly cases: readonly BatchCase[] }) {
  const t = useTexts();
  const { go } = useNavigation();
  if (cases.length === 0) return null;
  return (
    <section className="panel stack" data-testid="batch-to-look-at">
      <h2>{`${t('batch.toLookAt')}: ${cases.length}`}</h2>
      <p className="soft">{t('batch.toLookAtWhy')}</p>
      {cases.map(({ applicationId, number, latinName }) => (
        <div key={applicationId} className="batch-look">
          <span>
            <bdi className="exact">{number}</bdi> <strong>{latinName}</strong>
          </span>
          <Button onPress={() => go({ screen: 'issue', issuing: applicationId })}>{t('batch.open')}</Button>
        </div>
      ))}
    </section>
  );
}
