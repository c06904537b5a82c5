/** How an entry ended, by word and shape. */

import { outcomes, type Outcome } from '../../../shared/audit/event-kind.ts';
import { useTexts } from '../../language.tsx';
import { StatusChip, type ChipTone } from '../../ui/StatusChip.tsx';
import type { ShapeName } from '../../ui/Shape.tsx';

const looks: Readonly<Record<Outcome, { readonly shape: ShapeName; readonly tone: ChipTone }>> = {
  begun: { shape: 'half', tone: 'plain' },
  ok: { shape: 'tick', tone: 'good' },
  refused: { shape: 'cross', tone: 'care' },
  failed: { shape: 'stop', tone: 'bad' },
  unknown: { shape: 'triangle', tone: 'care' },
};

/** An outcome that this version does not know is unknown. */
export function OutcomeChip({ outcome }: { readonly outcome: string }) {
  const t = useTexts();
  const known = outcomes.find((one) => one === outcome) ?? 'unknown';
  return <StatusChip text={t(`audit.outcome.${known}`)} {...looks[known]} />;
}
