/** Fields of a profile, one a row: as they are, or as they were and will be. */

import type { ProfileDifference, ProfileField, ProfileValue } from '../../../shared/model/signed-profile.ts';
import { useTexts } from '../../language.tsx';
import { valueWords } from './profile-words.ts';

interface ProfileTableProps {
  readonly label: string;
  readonly rows: readonly (ProfileValue | ProfileDifference)[];
  readonly testId: string;
}

export function ProfileTable({ label, rows, testId }: ProfileTableProps) {
  const t = useTexts();
  const isChange = rows.some((row) => 'to' in row);
  return (
    <table className="plain-table profile-table" aria-label={label} data-testid={testId}>
      <thead>
        <tr>
          <th scope="col">{t('profile.field')}</th>
          <th scope="col">{t(isChange ? 'profile.from' : 'profile.value')}</th>
          {isChange ? <th scope="col">{t('profile.to')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field}>
            <th scope="row">{t(`profile.field.${row.field}`)}</th>
            <Value field={row.field} value={'to' in row ? row.from : row.value} />
            {'to' in row ? <Value field={row.field} value={row.to} /> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ field, value }: { readonly field: ProfileField; readonly value: readonly string[] }) {
  const t = useTexts();
  return (
    <td>
      {valueWords(t, field, value).map((line) => (
        <span key={line} className={/^[0-9a-f]{64}$/.test(line) ? 'profile-line exact' : 'profile-line'}>
          {line}
        </span>
      ))}
    </td>
  );
}
