/** What is happening right now, and how far it is. */

import { Label, ProgressBar } from 'react-aria-components';

interface ProgressProps {
  readonly label: string;
  /** 0 to 100; null while the amount is not known. */
  readonly percent: number | null;
  readonly detail?: string;
}

export function Progress({ label, percent, detail }: ProgressProps) {
  const known = percent === null ? { isIndeterminate: true } : { value: percent };
  return (
    <ProgressBar className="progress" {...known}>
      <span className="progress-words">
        <Label>{label}</Label>
        <span className="soft">{detail ?? ''}</span>
      </span>
      <svg className="progress-track" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className={percent === null ? 'progress-unknown' : 'progress-fill'} width={percent ?? 100} height="4" />
      </svg>
    </ProgressBar>
  );
}
