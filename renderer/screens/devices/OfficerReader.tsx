/** Where officers put their own cards to sign in: one reader by its name, or whichever has the card. */

import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { Select } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { useAct } from '../../use-act.ts';
import { useCall } from '../../use-call.ts';

/** Stands for no reader by its name. */
const ANY = '';

export function OfficerReader() {
  const t = useTexts();
  const { value, error, reload } = useCall('device.officerReaders', {});
  const act = useAct();
  const present = value?.present ?? [];
  const chosen = value?.chosen ?? null;
  const isGone = chosen !== null && !present.includes(chosen);

  function choose(name: string): void {
    const reader = name === ANY ? null : name;
    void act.run(
      () => call('device.chooseOfficerReader', { reader }),
      () => {
        say('devices.officerReaderChosen', { reader: reader ?? t('devices.officerReaderAny') }, 'good');
        reload();
      },
    );
  }

  return (
    <section className="panel stack" aria-labelledby="officer-reader-title" data-testid="officer-reader">
      <h2 id="officer-reader-title">{t('devices.officerCards')}</h2>
      <Select
        label={t('devices.officerReader')}
        value={chosen ?? ANY}
        onChange={choose}
        choices={[
          { value: ANY, text: t('devices.officerReaderAny') },
          ...present.map((name) => ({ value: name, text: name })),
          ...(isGone ? [{ value: chosen, text: t('devices.officerReaderGone', { reader: chosen }) }] : []),
        ]}
      />
      {value?.present === null ? <p className="soft">{t('devices.noReaderService')}</p> : null}
      {value?.present?.length === 0 ? <p className="soft">{t('devices.noOfficerReader')}</p> : null}
      {error === null ? null : <ErrorNotice error={error} />}
      {act.error === null ? null : <ErrorNotice error={act.error} />}
    </section>
  );
}
