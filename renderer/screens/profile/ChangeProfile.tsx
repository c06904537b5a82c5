/** What a signed profile changes, field by field, for two people to agree to. */

import { managers } from '../../../shared/model/account.ts';
import type { ProfileOffer, ProfileView } from '../../../shared/model/signed-profile.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import { call } from '../../client.ts';
import { formatInstant } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';
import { useAct } from '../../use-act.ts';
import { ProfileTable } from './ProfileTable.tsx';
import { serialWords } from './profile-words.ts';

interface ChangeProfileProps {
  readonly offer: ProfileOffer;
  readonly onClose: () => void;
  readonly onChanged: (view: ProfileView) => void;
}

export function ChangeProfile({ offer, onClose, onChanged }: ChangeProfileProps) {
  const t = useTexts();
  const act = useAct();
  const { jws, serial, replaces, validFrom, digest, differences } = offer;

  async function approve(second: SecondPerson): Promise<void> {
    const changed = await act.run(() => call('profile.change', { jws, second }));
    if (changed !== undefined) onChanged(changed);
  }
  return (
    <SecondPersonDialog
      name="change-profile"
      title={t('profile.changeTitle')}
      actText={t('profile.change')}
      cases={[
        {
          id: `profile-${serial}`,
          title: t('profile.case', { serial, replaces: serialWords(t, replaces) }),
          facts: [
            { label: t('profile.validFrom'), value: formatInstant(validFrom) },
            { label: t('profile.digest'), value: digest, exact: true, wide: true },
            {
              label: t('profile.changes'),
              value:
                differences.length === 0 ? (
                  t('profile.noChanges')
                ) : (
                  <ProfileTable label={t('profile.changes')} rows={differences} testId="profile-differences" />
                ),
              wide: true,
            },
          ],
        },
      ]}
      isPending={act.isPending}
      wide
      error={act.error}
      roles={managers}
      onClose={onClose}
      onApproved={(second) => void approve(second)}
    >
      <p className="soft">{t('profile.signed')}</p>
    </SecondPersonDialog>
  );
}
