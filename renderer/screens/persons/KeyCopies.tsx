/** Copies of the keys: made on record, and on record as destroyed. One from before an erasure is red until it is gone. */

import { useState } from 'react';
import type { KeysView } from '../../../shared/person/view.ts';
import { call } from '../../client.ts';
import { formatInstant } from '../../format.ts';
import { useTexts, type Translate } from '../../language.tsx';
import { say } from '../../live.ts';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Shape } from '../../ui/Shape.tsx';

interface KeyCopiesProps {
  readonly view: KeysView;
  readonly onCopied: () => void;
  readonly onGone: (view: KeysView) => void;
}

type Copy = KeysView['copies'][number];

export function KeyCopies({ view, onCopied, onGone }: KeyCopiesProps) {
  const t = useTexts();
  const act = useAct();
  const [going, setGoing] = useState<Copy | null>(null);

  async function make(): Promise<void> {
    const copied = await act.run(() => call('person.chooseAndCopyKeys', {}));
    if (copied === undefined || copied === null) return;
    say('persons.copied', { file: copied.file }, 'good');
    onCopied();
  }
  async function gone(copy: string): Promise<void> {
    const noted = await act.run(() => call('person.copyGone', { copy }));
    if (noted === undefined) return;
    say('persons.goneDone', {}, 'good');
    setGoing(null);
    onGone(noted);
  }
  return (
    <section className="panel stack" aria-labelledby="copies-title">
      <div className="panel-head">
        <h2 id="copies-title">{t('persons.copies')}</h2>
        <Button onPress={() => void make()} isPending={act.isPending} testId="copy-keys">
          {t('persons.copy')}
        </Button>
      </div>
      <p className="soft">{t('persons.copiesHelp')}</p>
      {act.error === null ? null : <ErrorNotice error={act.error} />}
      {view.copies.length === 0 ? (
        <p className="soft">{t('persons.noCopies')}</p>
      ) : (
        <table className="plain-table" data-testid="key-copies">
          <thead>
            <tr>
              <th scope="col">{t('persons.copyId')}</th>
              <th scope="col">{t('persons.copyMade')}</th>
              <th scope="col">{t('persons.copyStanding')}</th>
              <td aria-label={t('persons.actsOfRow')} />
            </tr>
          </thead>
          <tbody>
            {view.copies.map((copy) => (
              <tr key={copy.id}>
                <th scope="row" className="exact">
                  {copy.id.slice(0, 12)}
                </th>
                <td>{formatInstant(copy.madeAt)}</td>
                <td>
                  <Standing copy={copy} generation={view.generation} t={t} />
                </td>
                <td className="act-cell">
                  {copy.goneAt === null ? (
                    <Button onPress={() => setGoing(copy)} testId={`gone-${copy.id}`}>
                      {t('persons.markGone')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {going === null ? null : (
        <DangerDialog
          name="gone"
          title={t('persons.goneTitle')}
          keepText={t('shell.cancel')}
          actText={t('persons.markGone')}
          isOpen
          isPending={act.isPending}
          onClose={() => setGoing(null)}
          onAct={() => void gone(going.id)}
        >
          <p>{t('persons.goneExplain', { copy: going.id.slice(0, 12) })}</p>
        </DangerDialog>
      )}
    </section>
  );
}

function Standing({
  copy,
  generation,
  t,
}: {
  readonly copy: Copy;
  readonly generation: number;
  readonly t: Translate;
}) {
  if (copy.goneAt !== null)
    return <span className="soft">{t('persons.copyGone', { at: formatInstant(copy.goneAt) })}</span>;
  const isOld = copy.generation < generation;
  return (
    <span className={`standing ${isOld ? 'bad' : 'good'}`}>
      <Shape name={isOld ? 'stop' : 'tick'} />
      {t(isOld ? 'persons.copyOld' : 'persons.copyGood')}
    </span>
  );
}
