/** Why a step was refused: brought into sight above the bar of what acts, which would else cover it in a small window. */

import { useEffect, useRef } from 'react';
import type { AppError } from '../../../shared/result.ts';
import { ErrorNotice } from '../../ui/Notice.tsx';

export function StepFailure({ error }: { readonly error: AppError | null }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error !== null) place.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  if (error === null) return null;
  return (
    <div ref={place} className="step-failure">
      <ErrorNotice error={error} />
    </div>
  );
}
