/** The values of a profile in words: switches, times and sizes; codes and names as they are. */

import type { ProfileField, ProfileView } from '../../../shared/model/signed-profile.ts';
import type { Translate } from '../../language.tsx';

const units: Partial<Readonly<Record<ProfileField, 'seconds' | 'years' | 'bytes'>>> = {
  'chip.photoBudgetBytes': 'bytes',
  'staffing.idleLockSeconds': 'seconds',
  'retention.cardIssued': 'years',
  'retention.cardNeverLeft': 'years',
  'retention.noCard': 'years',
};

/** Line by line; an empty list says so. */
export function valueWords(t: Translate, field: ProfileField, value: readonly string[]): readonly string[] {
  if (value.length === 0) return [t('profile.none')];
  const unit = units[field];
  if (unit !== undefined) return value.map((count) => t(`profile.value.${unit}`, { count }));
  if (field !== 'live' && field !== 'staffing.overrideByTwo') return value;
  return value.map((one) => t(one === 'true' ? 'profile.yes' : 'profile.no'));
}

export function serialWords(t: Translate, serial: ProfileView['serial']): string {
  return serial === 0 ? t('profile.builtIn') : t('profile.numbered', { serial });
}
