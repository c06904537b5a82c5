/** The entries of a card's list, each with its standing and what may be done about it. */

import type { ServiceEntryView, ServiceStanding, ServiceView } from '../../../shared/model/service.ts';
import { formatValidity } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { useMay, useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import type { ShapeName } from '../../ui/Shape.tsx';
import { StatusChip, type ChipTone } from '../../ui/StatusChip.tsx';
import type { Draft } from './use-services.ts';

const looks: Readonly<Record<ServiceStanding, { readonly shape: ShapeName; readonly tone: ChipTone }>> = {
  valid: { shape: 'tick', tone: 'good' },
  notYet: { shape: 'ring', tone: 'plain' },
  expired: { shape: 'triangle', tone: 'care' },
  withdrawn: { shape: 'cross', tone: 'bad' },
};

interface ServiceListProps {
  readonly view: ServiceView;
  readonly onChange: (draft: Draft) => void;
}

export function ServiceList({ view, onChange }: ServiceListProps) {
  const t = useTexts();
  const { card, entries, listNumber, bytesUsed, bytesTotal } = view;
  return (
    <>
      <Facts
        columns={3}
        facts={[
          { label: t('field.number'), value: card.number, exact: true },
          { label: t('services.number'), value: listNumber === 0 ? t('services.none') : listNumber, exact: true },
          { label: t('services.room'), value: t('services.bytes', { used: bytesUsed, total: bytesTotal }) },
        ]}
      />
      {entries.length === 0 ? (
        <p className="empty">{t('services.empty')}</p>
      ) : (
        <ul className="service-list" aria-label={t('services.list')} data-testid="services-list">
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} onChange={onChange} />
          ))}
        </ul>
      )}
    </>
  );
}

function Entry({ entry, onChange }: { readonly entry: ServiceEntryView; readonly onChange: (draft: Draft) => void }) {
  const t = useTexts();
  const may = useMay();
  const { language } = useSession().session;
  const { id, standing } = entry;
  const mayChange = standing !== 'withdrawn';
  return (
    <li className="service-entry" data-service={id} data-standing={standing}>
      <div className="service-head">
        <strong>{language === 'zh' ? entry.nameZh : entry.nameEn}</strong>
        <StatusChip text={t(`services.standing.${standing}`)} {...looks[standing]} />
        <span className="grow" />
        {mayChange && may('service.renew') ? (
          <Button
            onPress={() => onChange({ act: 'renew', serviceId: id })}
            label={t('services.renewLabel', { service: id })}
            testId={`renew-${id}`}
          >
            {t('services.renew')}
          </Button>
        ) : null}
        {mayChange && may('service.withdraw') ? (
          <Button
            look="danger"
            onPress={() => onChange({ act: 'withdraw', serviceId: id })}
            label={t('services.withdrawLabel', { service: id })}
            testId={`withdraw-${id}`}
          >
            {t('services.withdraw')}
          </Button>
        ) : null}
      </div>
      <Facts
        columns={3}
        facts={[
          { label: t('services.field.id'), value: id, exact: true },
          { label: t('field.validity'), value: formatValidity(entry.from, entry.until) },
          { label: t('services.certificate'), value: entry.certificate ?? t('services.none'), exact: true },
          { label: t('services.field.endpoint'), value: entry.endpoint, exact: true, wide: true },
        ]}
      />
    </li>
  );
}
