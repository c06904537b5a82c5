/** Is the writer sound? A test card is written and read back. */

import { useTexts } from '../../language.tsx';
import { SelfTestFields } from './SelfTestFields.tsx';

export function SelfTest() {
  const t = useTexts();
  return (
    <section className="panel stack" aria-labelledby="self-test-title" data-testid="self-test">
      <h2 id="self-test-title">{t('devices.selfTest')}</h2>
      <p className="soft">{t('devices.selfTestExplain')}</p>
      <SelfTestFields />
    </section>
  );
}
