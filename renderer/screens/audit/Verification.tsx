/** The verdict on the log, in one sentence: what is wrong, where, since when; or that it is whole. */

import { durationText } from '../../../shared/messages/audit-detail.ts';
import { formatSecond, shortHash } from '../../format.ts';
import { useLanguage, useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { isForeign, type Verdict } from './verdict.ts';

interface VerdictNoticeProps {
  readonly verdict: Verdict;
  readonly onClose: () => void;
}

export function VerdictNotice({ verdict, onClose }: VerdictNoticeProps) {
  const t = useTexts();
  const language = useLanguage();
  const { intact, size, rootHash, lastTime, clockSetBack, problem } = verdict;
  const since = lastTime === null ? null : t('audit.goodUntil', { time: formatSecond(lastTime) });
  const clocks = clockSetBack.map(({ sequence, backMs }) =>
    t('audit.clockBack', { sequence, back: durationText(backMs, language) }),
  );
  return (
    <div className="audit-verdict" data-testid="audit-verdict" data-intact={intact}>
      {problem !== null && isForeign(verdict) ? <ErrorNotice error={problem} /> : null}
      {problem === null ? (
        <Notice tone="good" title={t('audit.intact', { size, rootHash: shortHash(rootHash) })}>
          {clocks.length === 0 ? null : <p>{clocks.join(' ')}</p>}
        </Notice>
      ) : null}
      {problem === null || isForeign(verdict) ? null : (
        <ErrorNotice error={problem}>
          {since === null ? null : <p>{since}</p>}
          {clocks.length === 0 ? null : <p>{clocks.join(' ')}</p>}
          <p>{t('audit.broken')}</p>
        </ErrorNotice>
      )}
      <Button look="quiet" onPress={onClose} testId="verdict-close">
        {t('audit.verdictClose')}
      </Button>
    </div>
  );
}
