/** The fields of a case, grouped; labels of printed fields as they stand on the card. */

import { countryOf } from '../../../shared/card/countries.ts';
import type { Application } from '../../../shared/model/application.ts';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import { ageToday, formatCardDate, formatInstant, formatValidity, shortHash } from '../../format.ts';
import { useLanguage, useTexts } from '../../language.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Button } from '../../ui/Button.tsx';
import { FramedPhoto, usePhotoBitmap } from './FramedPhoto.tsx';

interface PersonPanelProps {
  readonly view: ApplicationView;
  /** Null where the photo may no longer be framed. */
  readonly onCrop: (() => void) | null;
}

export function PersonPanel({ view: { application, photo, framing }, onCrop }: PersonPanelProps) {
  const t = useTexts();
  const country = useCountry();
  const { person, card } = application;
  const bitmap = usePhotoBitmap(photo);
  const frame = { width: framing.frame.widthMm, height: framing.frame.heightMm };
  const age = ageToday(person.birthDate);
  const facts: readonly Fact[] = [
    { label: t('field.latinName'), value: person.latinName, wide: true },
    { label: t('field.chineseName'), value: person.chineseName ?? t('field.none') },
    { label: t('field.sex'), value: t(`sex.${person.sex}`) },
    { label: t('field.birthDate'), value: t('field.age', { date: formatCardDate(person.birthDate), age }) },
    { label: t('field.nationality'), value: country(person.nationality) },
    { label: t('field.validity'), value: formatValidity(card.validFrom, card.validUntil) },
    { label: t('field.number'), value: card.number, exact: true },
  ];
  return (
    <section className="panel person" aria-labelledby="person-title">
      <h2 id="person-title">{t('group.card')}</h2>
      <div className="person-body">
        <div className="person-photo">
          <FramedPhoto
            photo={bitmap}
            crop={framing.crop}
            frame={frame}
            label={t('field.photo', { name: person.latinName })}
          />
          {onCrop === null ? null : (
            <Button onPress={onCrop} hotkey="Alt+C" testId="crop">
              {t('crop.open')}
            </Button>
          )}
        </div>
        <Facts facts={facts} columns={2} />
      </div>
    </section>
  );
}

export function RecordPanel({ application }: { readonly application: Application }) {
  const t = useTexts();
  const country = useCountry();
  const { person, card, decision } = application;
  const passport: readonly Fact[] = [
    { label: t('field.passportNumber'), value: person.passport.number, exact: true },
    { label: t('field.passportState'), value: country(person.passport.issuingState) },
    { label: t('field.passportExpires'), value: person.passport.expiresOn },
  ];
  const approval: readonly Fact[] = [
    { label: t('field.decisionNumber'), value: decision.number },
    { label: t('field.decisionDate'), value: decision.date },
    { label: t('field.decisionAuthority'), value: decision.authority, wide: true },
  ];
  const record: readonly Fact[] = [
    { label: t('field.kind'), value: t(`kind.${application.kind}`) },
    {
      label: t('field.formerNumber'),
      value: card.formerNumber ?? t('field.none'),
      exact: card.formerNumber !== undefined,
    },
    { label: t('field.relation'), value: card.relation ?? t('field.none') },
    { label: t('field.renewalCount'), value: card.renewalCount },
    { label: t('field.received'), value: formatInstant(application.receivedAt) },
    { label: t('field.expires'), value: formatInstant(application.expiresAt) },
    { label: t('field.recordHash'), value: shortHash(application.recordHash), exact: true },
    { label: t('field.reviewed'), value: application.reviewedBy ?? t('field.none') },
  ];
  return (
    <section className="panel record">
      <h2>{t('group.passport')}</h2>
      <Facts facts={passport} columns={3} />
      <h2>{t('group.decision')}</h2>
      <Facts facts={approval} columns={3} />
      <h2>{t('group.record')}</h2>
      <Facts facts={record} columns={3} />
    </section>
  );
}

/** `CAN` as `加拿大/CAN`, the way the card writes it. */
function useCountry(): (alpha3: string) => string {
  const language = useLanguage();
  return (alpha3) => {
    const country = countryOf(alpha3);
    return country === undefined ? alpha3 : `${country[language]}/${alpha3}`;
  };
}
