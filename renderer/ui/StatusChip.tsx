/** A status: its word and its shape say it; colour only repeats it. */

import { Shape, type ShapeName } from './Shape.tsx';

export type ChipTone = 'plain' | 'accent' | 'good' | 'care' | 'bad';

interface StatusChipProps {
  readonly text: string;
  readonly shape: ShapeName;
  readonly tone?: ChipTone;
}

export function StatusChip({ text, shape, tone = 'plain' }: StatusChipProps) {
  return (
    <span className={`chip ${tone}`}>
      <Shape name={shape} />
      <span>{text}</span>
    </span>
  );
}
