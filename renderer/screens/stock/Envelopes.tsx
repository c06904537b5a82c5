/** Spoilt blanks in their numbered envelopes, test cards and cards that came back; and the records of those destroyed. */

import type { StockView } from '../../../shared/contract/stock-calls.ts';
import { codeText } from '../../../shared/messages/code-text.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import type { BlankSerial } from '../../../shared/model/ids.ts';
import { call } from '../../client.ts';
import { formatRecent } from '../../format.ts';
import { useLanguage, useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';

interface EnvelopesProps {
  readonly view: StockView;
  readonly onShow: (serial: BlankSerial) => void;
}

export function Envelopes({ view, onShow }: EnvelopesProps) {
  const t = useTexts();
  const may = useMay();
  const act = useAct();
  const reason = useReason();
  const isEmpty = view.envelopes.length + view.waiting.length === 0;

  async function saveRecord(number: number): Promise<void> {
    const saved = await act.run(() => call('stock.chooseAndSaveDestruction', { number }));
    if (saved !== undefined && saved !== null) say('stock.fileSaved', saved, 'good');
  }
  return (
    <section className="panel stack" aria-labelledby="envelopes-title" data-testid="envelopes">
      <h2 id="envelopes-title">{t('stock.envelopes')}</h2>
      {act.error === null ? null : <ErrorNotice error={act.error} />}
      {isEmpty ? (
        <p className="soft">{t('stock.noEnvelopes')}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('stock.place')}</th>
              <th scope="col">{t('stock.serial')}</th>
              <th scope="col">{t('stock.reason')}</th>
              <th scope="col">{t('stock.when')}</th>
              <th scope="col">
                <span className="unseen">{t('stock.act')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.envelopes.map((one) => (
              <tr key={one.number}>
                <th scope="row" className="when">
                  <strong>{t('stock.envelope', { number: one.number })}</strong>
                </th>
                <td className="exact">{one.blankSerial}</td>
                <td>{reason(one.reason)}</td>
                <td className="soft when">{formatRecent(one.at)}</td>
                <td className="act-cell">
                  <Show serial={one.blankSerial} onShow={onShow} />
                </td>
              </tr>
            ))}
            {view.waiting.map((one) => (
              <tr key={one.serial}>
                <th scope="row">{t(`blank.place.${one.place}`)}</th>
                <td className="exact">{one.serial}</td>
                <td>{reason(one.reason)}</td>
                <td className="soft when">{formatRecent(one.updatedAt)}</td>
                <td className="act-cell">
                  <Show serial={one.serial} onShow={onShow} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {view.destructions.length === 0 ? null : (
        <>
          <h3>{t('stock.destructions')}</h3>
          <ul className="stack">
            {view.destructions.slice(0, 5).map((one) => (
              <li key={one.number} className="panel-head">
                <span className="grow">{t('stock.destruction', one)}</span>
                {may('stock.chooseAndSaveDestruction') ? (
                  <Button onPress={() => void saveRecord(one.number)} testId={`record-${one.number}`}>
                    {t('stock.saveRecord')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Show({ serial, onShow }: { readonly serial: BlankSerial; readonly onShow: (serial: BlankSerial) => void }) {
  const t = useTexts();
  return (
    <Button look="quiet" onPress={() => onShow(serial)} label={`${t('stock.show')} ${serial}`}>
      {t('stock.show')}
    </Button>
  );
}

/** The reason's words, whether it was given at a job or here. */
export function useReason(): (reason: string | null) => string {
  const language = useLanguage();
  return (reason) => reasonIn(language, reason);
}

export function reasonIn(language: Language, reason: string | null): string {
  if (reason === null) return '';
  const words = codeText(language, 'stock.reason', reason);
  return words === reason ? codeText(language, 'setAside', reason) : words;
}
