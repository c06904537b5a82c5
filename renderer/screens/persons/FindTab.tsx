/** One person, found by what is at hand; searched for by Enter and not while typing, for each search is on record. */

import { useState } from 'react';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';
import { PersonPanel } from './PersonPanel.tsx';

const MOST = 12;

interface FindTabProps {
  readonly shown: ApplicationId | null;
  readonly onShow: (id: ApplicationId | null) => void;
  readonly onErased: () => void;
}

export function FindTab({ shown, onShow, onErased }: FindTabProps) {
  const t = useTexts();
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const { value, error } = useCall('queue.list', text === '' ? null : { view: 'all', text, offset: 0, limit: MOST });
  const rest = (value?.total ?? 0) - (value?.rows.length ?? 0);
  return (
    <div className="persons-find">
      <div className="stack">
        <form
          className="panel lookup"
          onSubmit={(event) => {
            event.preventDefault();
            setText(typed.trim());
            onShow(null);
          }}
        >
          <TextField
            label={t('persons.searchHint')}
            help={t('persons.searchHelp')}
            value={typed}
            onChange={setTyped}
            maxLength={100}
            autoFocus
            testId="person-search"
          />
          <Button type="submit" isDisabled={typed.trim() === ''} testId="person-find">
            {t('persons.search')}
          </Button>
        </form>
        {error === null ? null : <ErrorNotice error={error} />}
        {value === null ? null : (
          <section className="panel" aria-labelledby="persons-found">
            <h2 id="persons-found">{t('persons.found')}</h2>
            {value.rows.length === 0 ? <p className="soft">{t('persons.foundNone')}</p> : null}
            <table className="plain-table" data-testid="persons-found">
              <tbody>
                {value.rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">
                      <span className="exact persons-number">{row.number}</span>
                      <p>
                        {row.latinName} {row.chineseName}
                      </p>
                    </th>
                    <td className="act-cell">
                      <Button onPress={() => onShow(row.id)} testId={`show-${row.number}`}>
                        {t('persons.show')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {rest > 0 ? <p className="soft">{t('persons.more', { count: rest })}</p> : null}
          </section>
        )}
      </div>
      {shown === null ? null : <PersonPanel key={shown} applicationId={shown} onErased={onErased} />}
    </div>
  );
}
