/** How an entry ended, by word and shape. */

import type { AuditOutcome } from '../../../shared/model/audit.ts';
import { useTexts } from '../../language.tsx';
import { StatusChip, type ChipTone } from '../../ui/StatusChip.tsx';
import type { ShapeName } from '../../ui/Shape.tsx';

const looks: Readonly<Record<AuditOutcome, { readonly shape: ShapeName; readonly tone: ChipTone }>> = {
  begun: { shape: 'half', tone: 'plain' },
  ok: { shape: 'tick', tone: 'good' },
  refused: { shape: 'cross', tone: 'care' },
  failed: { shape: 'stop', tone: 'bad' },
  unknown: { shape: 'triangle', tone: 'care' },
};

export function OutcomeChip({ outcome }: { readonly outcome: AuditOutcome }) {
  const t = useTexts();
  return <StatusChip text={t(`audit.outcome.${outcome}`)} {...looks[outcome]} />;
}
