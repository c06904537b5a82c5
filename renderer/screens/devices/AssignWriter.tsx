/** Which USB writer is this workstation's own: the ones that are plugged in, as they come and go, and the choice among them. */

import { useEffect, useState } from 'react';
import type { FoundWriter } from '../../../shared/model/device.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/fields.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';

const lookAgainMs = 1500;

export function AssignWriter() {
  const t = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)} testId="assign-writer">
        {t('devices.assign')}
      </Button>
      {isOpen ? <AssignDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function AssignDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const { value, error, reload } = useCall('device.foundWriters', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  useEffect(() => {
    const timer = setInterval(reload, lookAgainMs);
    return () => clearInterval(timer);
  }, [reload]);
  const found = value ?? [];
  const choosable = found.filter((writer) => isAlone(writer, found));
  const own = choosable.find(({ isOwn }) => isOwn);
  const shown = failure ?? error;
  const selected = choosable.find(({ serial }) => serial === chosen) ?? own ?? null;

  async function assign(): Promise<void> {
    if (selected === null || isRunning) return;
    setRunning(true);
    const answer = await call('device.assignWriter', { serial: selected.serial });
    setRunning(false);
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    say('devices.assigned', { serial: selected.serial }, 'good');
    onClose();
  }

  return (
    <Dialog
      title={t('devices.assignTitle')}
      isOpen
      onClose={onClose}
      testId="assign-dialog"
      actions={
        <>
          <Button onPress={onClose}>{t('shell.cancel')}</Button>
          <Button
            look="primary"
            onPress={() => void assign()}
            isDisabled={selected === null || selected.isOwn}
            isPending={isRunning}
            testId="do-assign"
          >
            {t('devices.doAssign')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="soft">{t('devices.assignExplain')}</p>
        {value !== null && found.length === 0 ? (
          <Notice title={t('devices.noneFound')} testId="none-found">
            <p>{t('devices.noneFoundExplain')}</p>
          </Notice>
        ) : null}
        {choosable.length === 0 ? null : (
          <Choices
            label={t('devices.foundWriters')}
            value={selected?.serial ?? null}
            onChange={setChosen}
            choices={choosable.map(({ name, serial, isOwn }) => ({
              value: serial,
              text: t('devices.writerNamed', { name, serial }),
              ...(isOwn ? { help: t('devices.assignedNow') } : {}),
            }))}
          />
        )}
        {found.length === choosable.length ? null : (
          <Notice tone="care" title={t('devices.noSerial', { count: found.length - choosable.length })}>
            <p>{t('devices.noSerialExplain')}</p>
          </Notice>
        )}
        {shown === null ? null : <ErrorNotice error={shown} />}
      </div>
    </Dialog>
  );
}

/** With a serial number that no other one bears. */
function isAlone({ serial }: FoundWriter, found: readonly FoundWriter[]): boolean {
  return serial !== '' && found.filter((other) => other.serial === serial).length === 1;
}
