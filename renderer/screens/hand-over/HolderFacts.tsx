/** Whose card it is. The passport number is not shown: it is typed from the passport and compared. */

import type { ApplicationView } from '../../../shared/model/issue.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { formatCardDate, formatValidity } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Photo } from '../../ui/Photo.tsx';

interface HolderFactsProps {
  readonly view: ApplicationView;
  readonly card: Card;
}

export function HolderFacts({ view: { application, photo }, card }: HolderFactsProps) {
  const t = useTexts();
  const { person } = application;
  const place =
    card.safe === null || card.slot === null
      ? t('field.none')
      : t('custody.place', { safe: card.safe, slot: card.slot });
  return (
    <div className="person-body">
      <Photo jpeg={photo} label={t('field.photo', { name: person.latinName })} />
      <Facts
        columns={2}
        facts={[
          { label: t('field.latinName'), value: person.latinName, wide: true },
          { label: t('field.chineseName'), value: person.chineseName ?? t('field.none') },
          { label: t('field.birthDate'), value: formatCardDate(person.birthDate) },
          { label: t('field.number'), value: card.number, exact: true, wide: true },
          { label: t('field.validity'), value: formatValidity(card.validFrom, card.validUntil) },
          { label: t('field.kind'), value: t(`kind.${application.kind}`) },
          { label: t('handover.place'), value: place },
          { label: t('issue.fact.blank'), value: card.blankSerial, exact: true },
        ]}
      />
    </div>
  );
}
