/** Asked for where a count differs: it was made a second time, and came to the same. */

import type { AppError } from '../../../shared/result.ts';
import { useTexts } from '../../language.tsx';
import { Checkbox } from '../../ui/fields.tsx';

interface CountedTwiceProps {
  /** What the count was answered with. */
  readonly error: AppError | null;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

export function CountedTwice({ error, isSelected, onChange }: CountedTwiceProps) {
  const t = useTexts();
  if (error?.kind !== 'day.countDiffers') return null;
  return (
    <Checkbox isSelected={isSelected} onChange={onChange} testId="counted-twice">
      {t('day.countedTwice')}
    </Checkbox>
  );
}
