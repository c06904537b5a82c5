/** A prepared office without people: administrator and supervisor come in by the printed code, and seal the next one. */

import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { useSession } from '../../session.tsx';
import { TrainingBanner } from '../../shell/TrainingBanner.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { isChosen, NewPassword, noPassword, type ChosenPassword } from '../own/NewPassword.tsx';
import './sign-in.css';

interface Person {
  readonly name: string;
  readonly displayName: string;
  readonly chosen: ChosenPassword;
}

const nobody: Person = { name: '', displayName: '', chosen: noPassword };
type Part = 'administrator' | 'supervisor';

interface FirstStartProps {
  /** The break-glass code, shown once: until it is sealed this screen stays, whatever the session says. */
  readonly onStarted: (breakGlass: string) => void;
}

export function FirstStart({ onStarted }: FirstStartProps) {
  const t = useTexts();
  const { session, toggleLanguage } = useSession();
  const [code, setCode] = useState('');
  const [people, setPeople] = useState<Readonly<Record<Part, Person>>>({ administrator: nobody, supervisor: nobody });
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const isComplete = code !== '' && isFilled(people.administrator) && isFilled(people.supervisor);

  async function start(): Promise<void> {
    if (working || !isComplete) return;
    setWorking(true);
    setError(null);
    const input = { code, administrator: inputOf(people.administrator), supervisor: inputOf(people.supervisor) };
    const answer = await call('office.firstStart', input);
    setWorking(false);
    if (!answer.ok) setError(answer.error);
    else onStarted(answer.value.breakGlass);
  }

  return (
    <div className="shell">
      {session.live ? null : <TrainingBanner />}
      <main className="sign-in" data-testid="first-start">
        <section className="sign-in-card first-start">
          <header className="sign-in-header">
            <p className="sign-in-name">{t('app.name')}</p>
            <p className="soft">
              {session.officeName[session.language]} · {t('shell.workstation')} {session.workstation}
            </p>
          </header>
          <h1>{t('start.title')}</h1>
          <p className="soft">{t('start.explain')}</p>
          <Form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              void start();
            }}
          >
            <TextField
              label={t('start.code')}
              help={t('start.codeHelp')}
              value={code}
              onChange={setCode}
              maxLength={64}
              autoFocus
              testId="start-code"
            />
            <div className="first-people">
              {(['administrator', 'supervisor'] as const).map((part) => (
                <PersonFields
                  key={part}
                  part={part}
                  person={people[part]}
                  onChange={(person) => setPeople({ ...people, [part]: person })}
                />
              ))}
            </div>
            <p className="field-help">{t('password.rule')}</p>
            {error === null ? null : <ErrorNotice error={error} />}
            <div className="button-row">
              <Button look="primary" big type="submit" isDisabled={!isComplete} isPending={working} testId="start">
                {working ? t('start.working') : t('start.submit')}
              </Button>
              <Button look="quiet" onPress={toggleLanguage} hotkey="F2" testId="language">
                {t('shell.language')}
              </Button>
            </div>
          </Form>
        </section>
      </main>
    </div>
  );
}

interface PersonFieldsProps {
  readonly part: Part;
  readonly person: Person;
  readonly onChange: (person: Person) => void;
}

function PersonFields({ part, person, onChange }: PersonFieldsProps) {
  const t = useTexts();
  return (
    <fieldset className="panel stack">
      <legend className="field-label">{t(`start.${part}`)}</legend>
      <TextField
        label={t('accounts.displayName')}
        value={person.displayName}
        onChange={(displayName) => onChange({ ...person, displayName })}
        maxLength={60}
        testId={`${part}-display-name`}
      />
      <TextField
        label={t('accounts.name')}
        value={person.name}
        onChange={(name) => onChange({ ...person, name: name.trim() })}
        maxLength={32}
        testId={`${part}-name`}
        {...(person.name === '' || isAccountName(person.name) ? {} : { help: t('accounts.nameHelp') })}
      />
      <NewPassword
        name={part}
        label={t('signIn.password')}
        chosen={person.chosen}
        onChange={(chosen) => onChange({ ...person, chosen })}
        showsRule={false}
      />
    </fieldset>
  );
}

function isAccountName(name: string): boolean {
  return /^[a-z][a-z0-9._-]{1,31}$/.test(name);
}

function isFilled({ name, displayName, chosen }: Person): boolean {
  return isAccountName(name) && displayName.trim() !== '' && isChosen(chosen);
}

function inputOf({ name, displayName, chosen }: Person) {
  return { name, displayName, password: chosen.next };
}
