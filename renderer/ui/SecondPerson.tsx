/** The second of two people signs in where the first one stands, for what both see. */

import { desk, type Role } from '../../shared/model/account.ts';
import type { SecondPerson as Signer } from '../../shared/model/service.ts';
import { MOST_CASES } from '../../shared/contract/sitting.ts';
import { useTexts } from '../language.tsx';
import { useMay, useSession } from '../session.tsx';
import { useRoom } from '../waiting.ts';
import { Button } from './Button.tsx';
import { TextField } from './fields.tsx';
import './second-person.css';

export const nobody: Signer = { account: '', password: '' };

/** Whether there is something to try; code or PIN are asked for only where one is set up. */
export function isSigned({ account, password }: Signer): boolean {
  return account !== '' && password !== '';
}

interface SecondPersonProps {
  readonly second: Signer;
  readonly onChange: (second: Signer) => void;
  /** True where there is nothing to fill in before. */
  readonly takesFocus: boolean;
  /** Who may be the second; the desk where left out. */
  readonly roles?: readonly Role[];
  /** Where the act can wait for them: puts it aside. */
  readonly onKeep?: () => void;
  /** False while something of the act is missing. */
  readonly mayKeep?: boolean;
}

export function SecondPerson(props: SecondPersonProps) {
  const { second, onChange, takesFocus, roles = desk, onKeep, mayKeep = true } = props;
  const t = useTexts();
  const { session } = useSession();
  const trainee = session.training?.find(({ name, role }) => name !== session.account?.name && roles.includes(role));
  return (
    <fieldset className="panel second-person">
      <legend className="field-label">{t('secondPerson.title')}</legend>
      <p className="soft">{t('secondPerson.help')}</p>
      <div className="second-person-fields">
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
        <TextField
          label={t('signIn.code')}
          value={second.code ?? ''}
          onChange={(code) => onChange(withFactor(second, { code: code.trim() }))}
          maxLength={8}
          testId="second-code"
        />
        <TextField
          kind="secret"
          label={t('signIn.cardPin')}
          value={second.pin ?? ''}
          onChange={(pin) => onChange(withFactor(second, { pin: pin.trim() }))}
          maxLength={8}
          testId="second-pin"
        />
      </div>
      {trainee === undefined ? null : (
        <p className="soft" data-testid="second-training">
          {t('secondPerson.training', { account: trainee.name, password: trainee.password })}
        </p>
      )}
      {onKeep === undefined ? null : <Later onKeep={onKeep} mayKeep={mayKeep} />}
    </fieldset>
  );
}

/** Nobody has to be called for every act: it can wait for the next time that they are here. */
function Later({ onKeep, mayKeep }: { readonly onKeep: () => void; readonly mayKeep: boolean }) {
  const t = useTexts();
  const may = useMay();
  const isFull = useRoom() === 0;
  if (!may('sitting.settle')) return null;
  return (
    <div className="second-later">
      <span className="soft">{isFull ? t('sitting.full', { count: MOST_CASES }) : t('sitting.later')}</span>
      <Button onPress={onKeep} isDisabled={!mayKeep || isFull} testId="keep-for-second">
        {t('sitting.keep')}
      </Button>
    </div>
  );
}

function withFactor(second: Signer, change: Pick<Signer, 'code' | 'pin'>): Signer {
  const { account, password, code = '', pin = '' } = { ...second, ...change };
  return { account, password, ...(code === '' ? {} : { code }), ...(pin === '' ? {} : { pin }) };
}
