/** Who decided which erasure, why, and the certificate that proves it. Nobody who is gone is named. */

import { call } from '../../client.ts';
import { formatInstant } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { say, useLive } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';

const MOST = 200;

export function ErasedTab() {
  const t = useTexts();
  const may = useMay();
  const act = useAct();
  const version = useLive((live) => live.queueVersion);
  const { value, error } = useCall('person.erasures', { limit: MOST }, version);

  async function save(erasureId: string): Promise<void> {
    const saved = await act.run(() => call('person.chooseAndSaveCertificate', { erasureId }));
    if (saved !== undefined && saved !== null) say('persons.certificateSaved', saved, 'good');
  }
  return (
    <section className="panel stack" aria-labelledby="erased-title">
      <h2 id="erased-title">{t('persons.erasedTitle')}</h2>
      {error === null ? null : <ErrorNotice error={error} />}
      {act.error === null ? null : <ErrorNotice error={act.error} />}
      {value === null || value.length === 0 ? (
        <p className="soft">{t(value === null ? 'shell.loading' : 'persons.erasedNone')}</p>
      ) : (
        <table className="plain-table" data-testid="erasures">
          <thead>
            <tr>
              <th scope="col">{t('persons.erasedAt')}</th>
              <th scope="col">{t('persons.reason')}</th>
              <th scope="col">{t('persons.decidedBy')}</th>
              <th scope="col" className="number">
                {t('persons.count')}
              </th>
              <td aria-label={t('persons.actsOfRow')} />
            </tr>
          </thead>
          <tbody>
            {value.map((one) => (
              <tr key={one.id} data-testid={`erasure-${one.id}`}>
                <th scope="row">{formatInstant(one.endedAt ?? one.startedAt)}</th>
                <td>{t(`persons.reason.${one.reason}`)}</td>
                <td>
                  {one.startedBy} + {one.approvedBy}
                </td>
                <td className="number">{one.cases}</td>
                <td className="act-cell">
                  {one.state === 'begun' ? <span className="soft">{t('persons.begun')}</span> : null}
                  {one.state === 'done' && may('person.chooseAndSaveCertificate') ? (
                    <Button onPress={() => void save(one.id)} testId={`certificate-${one.id}`}>
                      {t('persons.saveCertificate')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
