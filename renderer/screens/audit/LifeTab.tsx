/** The life of one card from approval to release: found by what is known of it, told stage by stage, taken away with proofs. */

import { useEffect, useRef, useState } from 'react';
import type { AuditForm } from '../../../shared/audit/shown.ts';
import type { QueueRow } from '../../../shared/model/queue.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { SearchField } from '../../ui/fields.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';
import { Life } from './Life.tsx';
import { TakeSelection } from './TakeSelection.tsx';

/** As many as are told apart at a glance. */
const mostFound = 8;

interface LifeTabProps {
  /** Whose life is shown: any of its ids; null for none yet. */
  readonly id: string | null;
  readonly version: number;
  readonly onId: (id: string) => void;
  readonly onOpen: (entry: AuditForm, among: readonly AuditForm[]) => void;
  readonly onChanged: () => void;
}

export function LifeTab({ id, version, onId, onOpen, onChanged }: LifeTabProps) {
  const t = useTexts();
  const may = useMay();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly QueueRow[]>([]);
  const [failure, setFailure] = useState<AppError | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useHotkey('/', () => field.current?.select());
  useEffect(() => {
    if (id === null) field.current?.focus();
  }, [id]);
  const life = useCall('audit.life', id === null ? null : { id }, version);
  const error = failure ?? life.error;

  /** A number or a name leads to its application, where the person may see the queue; everything else is an id. */
  async function find(): Promise<void> {
    const wanted = text.trim();
    if (wanted === '') return;
    setFound([]);
    setFailure(null);
    if (!may('queue.list')) {
      onId(wanted);
      return;
    }
    const answer = await call('queue.list', { view: 'all', text: wanted, offset: 0, limit: mostFound });
    if (!answer.ok) {
      setFailure(answer.error);
      return;
    }
    const { rows } = answer.value;
    const [only] = rows;
    if (only === undefined) onId(wanted);
    else if (rows.length === 1) onId(only.id);
    else setFound(rows);
  }
  function choose(row: QueueRow): void {
    setFound([]);
    onId(row.id);
  }

  const entries = life.value?.entries ?? [];
  return (
    <>
      <form
        className="audit-line"
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <div className="grow screen-search">
          <SearchField
            label={t('audit.life.search')}
            placeholder={t(may('queue.list') ? 'audit.life.hint' : 'audit.life.hintIds')}
            clearLabel={t('queue.searchClear')}
            value={text}
            onChange={setText}
            inputRef={field}
            testId="life-search"
          />
          <KeyHint keys="/" />
        </div>
        <Button type="submit" testId="life-find">
          {t('audit.life.find')}
        </Button>
        <span className="audit-gap" />
        {id !== null && entries.length > 0 ? <TakeSelection question={{}} lifeOf={id} onChanged={onChanged} /> : null}
      </form>
      {found.length === 0 ? null : (
        <ul className="life-found" aria-label={t('audit.life.found')} data-testid="life-found">
          {found.map((row) => (
            <li key={row.id}>
              <Button onPress={() => choose(row)}>
                {row.latinName} · <span className="exact">{row.cardNumber}</span> · {row.number}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {error === null ? null : <ErrorNotice error={error} />}
      {id === null ? <p className="empty">{t('audit.life.none')}</p> : null}
      {id !== null && life.value === null && error === null ? <p className="empty">{t('shell.loading')}</p> : null}
      {id !== null && life.value !== null && entries.length === 0 ? (
        <p className="empty" data-testid="life-empty">
          {t('audit.life.empty')}
        </p>
      ) : null}
      {id !== null && entries.length > 0 ? <Life entries={entries} onOpen={(entry) => onOpen(entry, entries)} /> : null}
    </>
  );
}
