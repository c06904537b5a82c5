/** A whole number typed by hand; empty until somebody has counted. */

import { TextField } from './fields.tsx';

interface CountFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
  readonly testId: string;
}

export function CountField({ label, value, onChange, autoFocus = false, testId }: CountFieldProps) {
  return (
    <TextField
      label={label}
      value={value}
      onChange={(text) => onChange(text.replaceAll(/\D/g, '').slice(0, 6))}
      autoFocus={autoFocus}
      testId={testId}
    />
  );
}

/** Null while nothing, or no number, is typed. */
export function countIn(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
