/** The screen turned to the holder: nothing of the office on it, both faces and what the chip says, in their language. */

import type { ChipView } from '../../../shared/model/hand-over.ts';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import { en } from '../../../shared/messages/en.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import { zh } from '../../../shared/messages/zh.ts';
import { formatCardDate, formatValidity } from '../../format.ts';
import { CasePreview } from '../../case/Preview.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Photo } from '../../ui/Photo.tsx';

interface ForHolderProps {
  readonly chip: ChipView;
  readonly case: ApplicationView;
  readonly language: Language;
  readonly onClose: () => void;
}

export function ForHolder({ chip, case: { application }, language, onClose }: ForHolderProps) {
  // The officer's language stays as it is; this screen speaks the holder's.
  const t = (key: keyof typeof zh.window): string => (language === 'zh' ? zh : en).window[key];
  return (
    <Dialog
      full
      title={t('handover.holderScreen.title')}
      isOpen
      onClose={onClose}
      testId="for-holder"
      actions={
        <Button big autoFocus onPress={onClose} hotkey="Esc" testId="for-holder-close">
          {t('handover.holderScreen.done')}
        </Button>
      }
    >
      <div className="for-holder" lang={language === 'zh' ? 'zh-CN' : 'en-GB'}>
        <section className="for-holder-faces">
          <CasePreview applicationId={application.id} number={application.number} version={0} />
        </section>
        <section className="for-holder-chip">
          <h3>{t('handover.holderScreen.chip')}</h3>
          <Photo jpeg={chip.photo} label={chip.latinName} />
          <Facts
            columns={1}
            facts={[
              { label: t('field.latinName'), value: chip.latinName },
              { label: t('field.chineseName'), value: chip.chineseName ?? t('field.none') },
              { label: t('field.sex'), value: t(`sex.${chip.sex}`) },
              { label: t('field.birthDate'), value: formatCardDate(chip.birthDate) },
              { label: t('field.nationality'), value: chip.nationality },
              { label: t('field.number'), value: chip.cardNumber, exact: true },
              { label: t('field.validity'), value: formatValidity(chip.validFrom, chip.validUntil) },
            ]}
          />
          <p className="soft">{t('handover.holderScreen.hint')}</p>
        </section>
      </div>
    </Dialog>
  );
}
