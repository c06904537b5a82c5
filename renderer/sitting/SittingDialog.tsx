/**
 * One sitting: everything that waits, shown one below the other, and at its end the second person's sign-in, for all of it
 * at once. Then what came of each.
 */

import { useState } from 'react';
import type { CallOutput } from '../../shared/contract.ts';
import { desk, managers, type Role } from '../../shared/model/account.ts';
import type { SecondPerson as Signer } from '../../shared/model/service.ts';
import { call } from '../client.ts';
import { useLanguage, useTexts } from '../language.tsx';
import { say } from '../live.ts';
import { Button } from '../ui/Button.tsx';
import { DangerDialog } from '../ui/DangerDialog.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Facts } from '../ui/Facts.tsx';
import { ErrorNotice, Notice } from '../ui/Notice.tsx';
import { isSigned, nobody, SecondPerson } from '../ui/SecondPerson.tsx';
import { useAct } from '../use-act.ts';
import { doneText } from './done-text.ts';
import { takeOff, useWaiting, type Waiting } from '../waiting.ts';
import './sitting.css';

interface Settled {
  readonly waiting: Waiting;
  readonly result: CallOutput<'sitting.settle'>['results'][number];
}

export function SittingDialog({ onClose }: { readonly onClose: () => void }) {
  const waiting = useWaiting();
  const [settled, setSettled] = useState<readonly Settled[] | null>(null);
  if (settled !== null) return <Outcome settled={settled} onClose={onClose} />;
  return <Agree waiting={waiting} onClose={onClose} onSettled={setSettled} />;
}

interface AgreeProps {
  readonly waiting: readonly Waiting[];
  readonly onClose: () => void;
  readonly onSettled: (settled: readonly Settled[]) => void;
}

function Agree({ waiting, onClose, onSettled }: AgreeProps) {
  const t = useTexts();
  const act = useAct();
  const [second, setSecond] = useState<Signer>(nobody);

  async function settle(): Promise<void> {
    const asked = waiting;
    // A password is never kept for another try.
    setSecond({ account: second.account, password: '' });
    const answer = await act.run(() => call('sitting.settle', { acts: asked.map((one) => one.act), second }));
    if (answer === undefined) return;
    const settled = answer.results.flatMap((result, index) => {
      const one = asked[index];
      return one === undefined ? [] : [{ waiting: one, result }];
    });
    const done = settled.filter(({ result }) => result.ok);
    takeOff(done.map((one) => one.waiting.id));
    const failed = settled.length - done.length;
    say('sitting.said', { done: done.length, failed }, failed === 0 ? 'good' : 'bad');
    onSettled(settled);
  }
  return (
    <DangerDialog
      wide
      name="sitting"
      title={t('sitting.title', { count: waiting.length })}
      keepText={t('sitting.close')}
      actText={t('sitting.act', { count: waiting.length })}
      isOpen
      isDisabled={waiting.length === 0 || !isSigned(second)}
      isPending={act.isPending}
      onClose={onClose}
      onAct={() => void settle()}
    >
      {waiting.length === 0 ? (
        <p className="soft">{t('sitting.none')}</p>
      ) : (
        <>
          <p>{t('sitting.explain')}</p>
          <ol className="agreed" aria-label={t('sitting.list')}>
            {waiting.map((one) => (
              <WaitingCase key={one.id} one={one} isPending={act.isPending} />
            ))}
          </ol>
          <p className="soft">{t('sitting.memory')}</p>
          {act.error === null ? null : <ErrorNotice error={act.error} />}
          <SecondPerson second={second} onChange={setSecond} takesFocus={false} roles={rolesFor(waiting)} />
        </>
      )}
    </DangerDialog>
  );
}

function WaitingCase({ one, isPending }: { readonly one: Waiting; readonly isPending: boolean }) {
  const t = useTexts();
  const { title, facts } = one.describe(useLanguage());
  return (
    <li data-testid={`waiting-${one.act.call}`}>
      <div className="waiting-head">
        <strong>{title}</strong>
        <Button
          look="quiet"
          onPress={() => takeOff([one.id])}
          isDisabled={isPending}
          label={`${t('sitting.takeOff')}: ${title}`}
          testId="take-off"
        >
          {t('sitting.takeOff')}
        </Button>
      </div>
      <Facts facts={facts} columns={2} />
    </li>
  );
}

function Outcome({ settled, onClose }: { readonly settled: readonly Settled[]; readonly onClose: () => void }) {
  const t = useTexts();
  const language = useLanguage();
  const failed = settled.filter(({ result }) => !result.ok).length;
  const done = settled.length - failed;
  return (
    <Dialog
      wide
      title={t('sitting.resultTitle')}
      isOpen
      onClose={onClose}
      testId="sitting-outcome"
      actions={
        <Button look="primary" onPress={onClose} hotkey="Esc" autoFocus testId="sitting-close">
          {t('shell.close')}
        </Button>
      }
    >
      <p role="status">{failed === 0 ? t('sitting.allDone', { done }) : t('sitting.someDone', { done, failed })}</p>
      <ol className="agreed" aria-label={t('sitting.resultTitle')}>
        {settled.map(({ waiting, result }) => (
          <li key={waiting.id} data-testid={`settled-${waiting.act.call}`} data-done={result.ok}>
            <strong>{waiting.describe(language).title}</strong>
            {result.ok ? (
              <Notice tone="good" title={doneText(result.value, language)} />
            ) : (
              <ErrorNotice error={result.error} />
            )}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

/** For whom there is one training account to name: whoever may agree to all of it. */
function rolesFor(waiting: readonly Waiting[]): readonly Role[] {
  const isOnAccount = ({ act }: Waiting): boolean => act.call.startsWith('account.');
  if (!waiting.some(isOnAccount)) return desk;
  return waiting.every(isOnAccount) ? managers : ['supervisor'];
}
