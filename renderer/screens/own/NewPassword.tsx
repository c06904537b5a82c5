/** A password that somebody chooses: the rule, and typed twice. */

import { useTexts } from '../../language.tsx';
import { TextField } from '../../ui/fields.tsx';

export interface ChosenPassword {
  readonly next: string;
  readonly again: string;
}

export const noPassword: ChosenPassword = { next: '', again: '' };

export function isChosen({ next, again }: ChosenPassword): boolean {
  return next !== '' && next === again;
}

interface NewPasswordProps {
  readonly label: string;
  readonly chosen: ChosenPassword;
  readonly onChange: (chosen: ChosenPassword) => void;
  /** `name-next` and `name-again` are the test ids. */
  readonly name: string;
  readonly showsRule?: boolean;
}

export function NewPassword({ label, chosen, onChange, name, showsRule = true }: NewPasswordProps) {
  const t = useTexts();
  const differs = chosen.again !== '' && chosen.next !== chosen.again;
  return (
    <>
      <TextField
        kind="secret"
        label={label}
        value={chosen.next}
        onChange={(next) => onChange({ ...chosen, next })}
        maxLength={256}
        testId={`${name}-next`}
        {...(showsRule ? { help: t('password.rule') } : {})}
      />
      <TextField
        kind="secret"
        label={t('start.again')}
        value={chosen.again}
        onChange={(again) => onChange({ ...chosen, again })}
        maxLength={256}
        testId={`${name}-again`}
        {...(differs ? { help: t('start.differs') } : {})}
      />
    </>
  );
}
