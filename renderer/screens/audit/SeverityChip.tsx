/** How much an entry weighs, by word and shape. */

import { severityOf } from '../../../shared/audit/catalogue.ts';
import { outcomes, type Severity } from '../../../shared/audit/event-kind.ts';
import { useTexts } from '../../language.tsx';
import type { ShapeName } from '../../ui/Shape.tsx';
import { StatusChip, type ChipTone } from '../../ui/StatusChip.tsx';

const looks: Readonly<Record<Severity, { readonly shape: ShapeName; readonly tone: ChipTone }>> = {
  info: { shape: 'ring', tone: 'plain' },
  notice: { shape: 'diamond', tone: 'accent' },
  warning: { shape: 'triangle', tone: 'care' },
  alarm: { shape: 'stop', tone: 'bad' },
};

/** What is routine is not worth a chip in every row of a table. */
export function SeverityChip({ entry, quiet = false }: { readonly entry: Weighed; readonly quiet?: boolean }) {
  const t = useTexts();
  const severity = weightOf(entry);
  const text = t(`audit.severity.${severity}`);
  if (quiet && severity === 'info') return <span className="soft">{text}</span>;
  return <StatusChip text={text} {...looks[severity]} />;
}

interface Weighed {
  readonly action: string;
  readonly outcome: string;
}

function weightOf({ action, outcome }: Weighed): Severity {
  return severityOf(action, outcomes.find((one) => one === outcome) ?? 'unknown');
}
