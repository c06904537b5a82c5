/** Said of a day, from its opening on, that nobody tried the writer before its first card. */

import type { WorkDay } from '../../../shared/model/day.ts';
import { useTexts } from '../../language.tsx';
import { Notice } from '../../ui/Notice.tsx';

export function OpenedUntested({ day: { untested } }: { readonly day: WorkDay }) {
  const t = useTexts();
  if (untested === null) return null;
  const title = t('day.openedUntested', { reason: t(`day.untested.${untested}`) });
  return <Notice tone="care" title={title} testId="opened-untested" />;
}
