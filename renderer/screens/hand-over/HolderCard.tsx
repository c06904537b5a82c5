/** The card as its holder looks at it: both faces as they were printed, and what the chip says, in their language. */

import { useCallback, useRef, useState } from 'react';
import type { HolderView } from '../../../shared/model/holder-view.ts';
import type { Layer } from '../../../shared/model/printer-profile.ts';
import { formatCardDate, formatValidity } from '../../format.ts';
import { translate, type TextKey } from '../../language.tsx';
import { CardFace, type Side } from '../../ui/CardFace.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Photo } from '../../ui/Photo.tsx';
import { usePdfPages } from '../../ui/pdf-pages.ts';
import '../../ui/card-preview.css';

const sides = ['portrait', 'emblem'] as const satisfies readonly Side[];
/** What an eye sees; nothing of it lies under a lamp. */
const asSeen: ReadonlySet<Layer> = new Set(['visible', 'overlay']);

export function HolderCard({ view: { language, chip, faces } }: { readonly view: HolderView }) {
  const t = (key: TextKey): string => translate(language, key);
  const pages = usePdfPages(faces);
  const pdf = pages.kind === 'open' ? pages : null;
  const [drawn, setDrawn] = useState<ReadonlySet<Side>>(new Set());
  const onRendered = useCallback((side: Side) => setDrawn((now) => new Set([...now, side])), []);
  const viewport = useRef<HTMLElement>(null);
  const isWhole = drawn.size === sides.length;
  return (
    <div className="for-holder" data-state={isWhole ? 'ready' : 'rendering'} data-testid="holder-card">
      <section className="for-holder-faces" ref={viewport}>
        {pages.kind === 'unreadable' ? <p role="alert">{t('preview.unreadable')}</p> : null}
        {sides.map((side, index) => (
          <CardFace
            key={side}
            side={side}
            pdf={pdf}
            page={pdf?.pages[index] ?? null}
            layers={asSeen}
            name={t(side === 'portrait' ? 'preview.portraitFace' : 'preview.emblemFace')}
            width="100%"
            viewport={viewport}
            isCurrent
            isUsual={false}
            onRendered={onRendered}
            onUnreadable={() => undefined}
          />
        ))}
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
        <p className="for-holder-hint">{t('handover.holderScreen.hint')}</p>
      </section>
    </div>
  );
}
