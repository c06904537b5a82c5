/** The profile that this workstation works by, and the way to another one: a signed file, and two people. */

import { useState } from 'react';
import type { ProfileOffer } from '../../../shared/model/signed-profile.ts';
import { call } from '../../client.ts';
import { formatInstant } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { useAct } from '../../use-act.ts';
import { useCall } from '../../use-call.ts';
import { ChangeProfile } from './ChangeProfile.tsx';
import { ProfileTable } from './ProfileTable.tsx';
import { serialWords } from './profile-words.ts';
import './profile.css';

export function ProfileDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const may = useMay();
  const act = useAct();
  const { value, error, replace } = useCall('profile.view', {});
  const [offer, setOffer] = useState<ProfileOffer | null>(null);

  async function choose(): Promise<void> {
    const offered = await act.run(() => call('profile.chooseAndCheck', {}));
    if (offered !== undefined && offered !== null) setOffer(offered);
  }
  if (offer !== null) {
    return (
      <ChangeProfile
        offer={offer}
        onClose={() => setOffer(null)}
        onChanged={(view) => {
          say('profile.changed', { serial: offer.serial }, 'good');
          replace(view);
          setOffer(null);
        }}
      />
    );
  }
  const failure = act.error ?? error;
  return (
    <Dialog
      title={t('profile.title')}
      isOpen
      wide
      onClose={onClose}
      testId="profile-dialog"
      actions={
        <>
          <Button onPress={onClose} hotkey="Esc" autoFocus>
            {t('shell.close')}
          </Button>
          {may('profile.change') ? (
            <Button onPress={() => void choose()} isPending={act.isPending} testId="profile-choose">
              {t('profile.choose')}
            </Button>
          ) : null}
        </>
      }
    >
      <p className="soft">{t('profile.help')}</p>
      {failure === null ? null : <ErrorNotice error={failure} />}
      {value === null ? null : (
        <>
          {value.next === null ? null : (
            <Notice tone="care" title={t('profile.next', { serial: value.next.serial })} testId="profile-next">
              <p>{t('profile.nextHelp')}</p>
              {value.next.differences.length === 0 ? null : (
                <ProfileTable label={t('profile.changes')} rows={value.next.differences} testId="profile-differences" />
              )}
            </Notice>
          )}
          <Facts
            columns={2}
            facts={[
              { label: t('profile.serial'), value: serialWords(t, value.serial) },
              ...(value.validFrom === null
                ? []
                : [{ label: t('profile.validFrom'), value: formatInstant(value.validFrom) }]),
            ]}
          />
          <ProfileTable label={t('profile.list')} rows={value.values} testId="profile-values" />
        </>
      )}
    </Dialog>
  );
}
