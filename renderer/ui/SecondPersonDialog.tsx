/** What two people do together: each case as both see it, the second one's sign-in, and one press for all of them. */

import { useState, type ReactNode } from 'react';
import type { Role } from '../../shared/model/account.ts';
import type { SecondPerson as Signer } from '../../shared/model/service.ts';
import type { AppError } from '../../shared/result.ts';
import { useTexts } from '../language.tsx';
import { keepForSecond, useRoom, type Keepable } from '../waiting.ts';
import { DangerDialog } from './DangerDialog.tsx';
import { Facts, type Fact } from './Facts.tsx';
import { ErrorNotice } from './Notice.tsx';
import { isSigned, nobody, SecondPerson } from './SecondPerson.tsx';

/** One of the cases that are agreed to in this sitting. */
export interface AgreedCase {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly Fact[];
}

interface SecondPersonDialogProps {
  /** `name-dialog` and `name-confirm` are the test ids. */
  readonly name: string;
  readonly title: string;
  readonly actText: string;
  /** All of them are shown; none is agreed to unseen. */
  readonly cases: readonly AgreedCase[];
  /** What the first person still has to fill in, above the cases. */
  readonly children?: ReactNode;
  /** False while something of it is missing. */
  readonly isComplete?: boolean;
  readonly isPending?: boolean;
  /** Where the cases hold tables. */
  readonly wide?: boolean;
  readonly error?: AppError | null;
  /** Who may be the second; the desk where left out. */
  readonly roles?: readonly Role[];
  /** The act, or several, as it can wait for the second person; null while something is missing. Left out where it cannot. */
  readonly keep?: Keepable | readonly Keepable[] | null;
  readonly onClose: () => void;
  readonly onApproved: (second: Signer) => void;
}

/** Made anew for each act: a password is never kept for another try. */
export function SecondPersonDialog(props: SecondPersonDialogProps) {
  const t = useTexts();
  const {
    name,
    title,
    actText,
    cases,
    children,
    isComplete = true,
    isPending = false,
    error = null,
    roles,
    keep,
  } = props;
  const [second, setSecond] = useState<Signer>(nobody);
  const room = useRoom();

  function approve(): void {
    setSecond({ account: second.account, password: '' });
    props.onApproved(second);
  }
  const kept = [keep ?? []].flat();
  const mayKeep = isComplete && !isPending && kept.length > 0 && kept.length <= room;
  function putAside(): void {
    keepForSecond(...kept);
    props.onClose();
  }
  return (
    <DangerDialog
      name={name}
      title={title}
      keepText={t('shell.cancel')}
      actText={actText}
      isOpen
      isDisabled={!isComplete || !isSigned(second)}
      isPending={isPending}
      {...(props.wide === true ? { wide: true } : {})}
      onClose={props.onClose}
      onAct={approve}
    >
      {children}
      {cases.length === 0 ? null : (
        <ul className="agreed" aria-label={t('secondPerson.cases', { count: cases.length })}>
          {cases.map((one) => (
            <li key={one.id} data-testid={`agreed-${one.id}`}>
              <strong>{one.title}</strong>
              <Facts facts={one.facts} columns={2} />
            </li>
          ))}
        </ul>
      )}
      {error === null ? null : <ErrorNotice error={error} />}
      <SecondPerson
        second={second}
        onChange={setSecond}
        takesFocus={children === undefined}
        {...(roles === undefined ? {} : { roles })}
        {...(keep === undefined ? {} : { onKeep: putAside, mayKeep })}
      />
    </DangerDialog>
  );
}
