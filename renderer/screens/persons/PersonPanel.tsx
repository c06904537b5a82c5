/** One person: all their cases with what holds each, what is on file for them to take away, and the end of it. */

import { useState } from 'react';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import type { PersonView } from '../../../shared/person/view.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';
import { EraseDialog } from './EraseDialog.tsx';

interface PersonPanelProps {
  readonly applicationId: ApplicationId;
  readonly onErased: () => void;
}

export function PersonPanel({ applicationId, onErased }: PersonPanelProps) {
  const t = useTexts();
  const { value, error } = useCall('person.show', { applicationId });
  const [isErasing, setErasing] = useState(false);
  if (error !== null) return <ErrorNotice error={error} />;
  if (value === null) return <p className="empty">{t('shell.loading')}</p>;
  return (
    <section className="panel stack" aria-label={value.latinName} data-testid="person">
      <Facts
        columns={2}
        facts={[
          { label: t('persons.latinName'), value: value.latinName },
          { label: t('persons.chineseName'), value: value.chineseName ?? t('devices.none') },
        ]}
      />
      <Cases person={value} />
      <Acts person={value} onErase={() => setErasing(true)} />
      {isErasing ? <EraseDialog person={value} onClose={() => setErasing(false)} onErased={onErased} /> : null}
    </section>
  );
}

function Cases({ person }: { readonly person: PersonView }) {
  const t = useTexts();
  return (
    <div>
      <h2 id="person-cases">{t('persons.cases')}</h2>
      <table className="plain-table" aria-labelledby="person-cases" data-testid="person-cases">
        <thead>
          <tr>
            <th scope="col">{t('persons.number')}</th>
            <th scope="col">{t('persons.kind')}</th>
            <th scope="col">{t('persons.keptUntil')}</th>
            <th scope="col">{t('persons.held')}</th>
          </tr>
        </thead>
        <tbody>
          {person.cases.map((one) => (
            <tr key={one.id}>
              <th scope="row" className="exact">
                {one.number}
              </th>
              <td>{t(`persons.kind.${one.kind}`)}</td>
              <td>
                {one.keptUntil} <span className="soft">{t(one.isOver ? 'persons.over' : 'persons.notOver')}</span>
              </td>
              <td>{t(one.heldBy === null ? 'persons.free' : `persons.heldBy.${one.heldBy}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Acts({ person, onErase }: { readonly person: PersonView; readonly onErase: () => void }) {
  const t = useTexts();
  const may = useMay();
  const act = useAct();
  const [taken, setTaken] = useState<{ readonly file: string; readonly entries: number } | null>(null);

  async function takeOut(): Promise<void> {
    const done = await act.run(() => call('person.chooseAndExport', { applicationId: person.applicationId }));
    if (done === undefined || done === null) return;
    setTaken(done);
    say('persons.exported', done, 'good');
  }
  return (
    <div className="stack">
      {may('person.chooseAndExport') ? (
        <div className="persons-act">
          <Button onPress={() => void takeOut()} isPending={act.isPending} testId="person-export">
            {t('persons.export')}
          </Button>
          <p className="soft">{t('persons.exportHelp')}</p>
        </div>
      ) : null}
      {may('person.erase') ? (
        <div className="persons-act">
          <Button
            look="danger"
            onPress={onErase}
            isDisabled={person.cases.some(({ heldBy }) => heldBy !== null)}
            testId="person-erase"
          >
            {t('persons.erase')}
          </Button>
          <p className="soft">{t('persons.eraseHelp')}</p>
        </div>
      ) : null}
      {act.error === null ? null : <ErrorNotice error={act.error} />}
      {taken === null ? null : <Notice tone="good" title={t('persons.exported', taken)} testId="person-exported" />}
    </div>
  );
}
