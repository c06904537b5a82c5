/** The second of two people signs in where the first one stands, for one act. */

import type { SecondPerson as Signer } from '../../../shared/model/service.ts';
import { useTexts } from '../../language.tsx';
import { useSession } from '../../session.tsx';
import { TextField } from '../../ui/fields.tsx';

interface SecondPersonProps {
  readonly second: Signer;
  readonly onChange: (second: Signer) => void;
  /** True where there is nothing to fill in before. */
  readonly takesFocus: boolean;
}

export function SecondPerson({ second, onChange, takesFocus }: SecondPersonProps) {
  const t = useTexts();
  const { session } = useSession();
  const trainee = session.training?.find(
    ({ name, role }) => name !== session.account?.name && (role === 'officer' || role === 'supervisor'),
  );
  return (
    <fieldset className="panel service-second">
      <legend className="field-label">{t('services.second')}</legend>
      <p className="soft">{t('services.secondHelp')}</p>
      <div className="service-columns">
        <TextField
          label={t('signIn.account')}
          value={second.account}
          onChange={(account) => onChange({ ...second, account: account.trim() })}
          maxLength={64}
          autoFocus={takesFocus}
          testId="second-account"
        />
        <TextField
          kind="secret"
          label={t('signIn.password')}
          value={second.password}
          onChange={(password) => onChange({ ...second, password })}
          maxLength={256}
          testId="second-password"
        />
      </div>
      {trainee === undefined ? null : (
        <p className="soft" data-testid="second-training">
          {t('services.secondTraining', { account: trainee.name, password: trainee.password })}
        </p>
      )}
    </fieldset>
  );
}
