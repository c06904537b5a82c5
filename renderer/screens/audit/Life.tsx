/** A life as a timeline: what it came to, then every entry under the stage that it belongs to. Arrow keys move, Enter opens. */

import { GridList, GridListHeader, GridListItem, GridListSection } from 'react-aria-components';
import { actionTitle } from '../../../shared/audit/catalogue.ts';
import type { AuditForm } from '../../../shared/audit/shown.ts';
import { actorText, durationText, tellingText } from '../../../shared/messages/audit-detail.ts';
import { formatInstant, formatSecond } from '../../format.ts';
import { useLanguage, useTexts } from '../../language.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Shape, type ShapeName } from '../../ui/Shape.tsx';
import { gapsOf, lifeSummary, stretchesOf, type Stage } from './life-of-card.ts';
import { OutcomeChip } from './OutcomeChip.tsx';

const shapes: Readonly<Record<Stage, ShapeName>> = {
  stock: 'safe',
  approval: 'queue',
  review: 'review',
  faces: 'card',
  chip: 'chip',
  print: 'device',
  verify: 'tick',
  safe: 'safe',
  release: 'person',
  services: 'chip',
  trouble: 'triangle',
};

/** What is written at once is not told apart by time. */
const shortestGapMs = 1000;

interface LifeProps {
  readonly entries: readonly AuditForm[];
  readonly onOpen: (entry: AuditForm) => void;
}

export function Life({ entries, onOpen }: LifeProps) {
  const t = useTexts();
  const language = useLanguage();
  const gaps = gapsOf(entries);
  const stretches = stretchesOf(entries);
  return (
    <div className="life" data-testid="life">
      <Summary entries={entries} />
      <GridList
        className="life-list"
        aria-label={t('audit.life.list')}
        selectionMode="none"
        onAction={(key) => {
          const entry = entries.find(({ sequence }) => `entry-${sequence}` === key);
          if (entry !== undefined) onOpen(entry);
        }}
      >
        {stretches.map(({ stage, entries: own }) => (
          <GridListSection key={own[0]?.sequence} id={`stage-${own[0]?.sequence ?? 0}`} className="life-stage">
            <GridListHeader className="life-head" data-stage={stage}>
              <Shape name={shapes[stage]} />
              <span>{t(`audit.stage.${stage}`)}</span>
            </GridListHeader>
            {own.map((entry) => {
              const gap = gaps.get(entry.sequence);
              const title = actionTitle(entry.action, language);
              const more = tellingText(entry.detail, language);
              return (
                <GridListItem
                  key={entry.sequence}
                  id={`entry-${entry.sequence}`}
                  className="life-entry"
                  textValue={title}
                >
                  <span className="soft life-time">{formatSecond(entry.time)}</span>
                  <span className="soft life-gap">
                    {gap === undefined || gap < shortestGapMs ? '' : `+${durationText(gap, language)}`}
                  </span>
                  <span className="clip life-what audit-word">
                    {title}
                    {more === '' ? null : <span className="soft"> · {more}</span>}
                  </span>
                  <span className="soft clip">{actorText(entry, language)}</span>
                  <span>
                    <OutcomeChip outcome={entry.outcome} />
                  </span>
                  <span className="soft life-number">{entry.sequence}</span>
                </GridListItem>
              );
            })}
          </GridListSection>
        ))}
      </GridList>
    </div>
  );
}

function Summary({ entries }: { readonly entries: readonly AuditForm[] }) {
  const t = useTexts();
  const language = useLanguage();
  const summary = lifeSummary(entries);
  if (summary === null) return null;
  const { begun, ended, people, blanks, spoilt, reached, acceptedBy, handedOverBy } = summary;
  const none = t('audit.life.nobody');
  return (
    <section className="panel" aria-label={t('audit.life.summary')} data-testid="life-summary" data-reached={reached}>
      <Facts
        columns={2}
        facts={[
          { label: t('audit.life.reached'), value: t(`audit.reached.${reached}`) },
          { label: t('audit.life.begun'), value: formatInstant(begun) },
          { label: t('audit.life.took'), value: durationText(Date.parse(ended) - Date.parse(begun), language) },
          { label: t('audit.life.acceptedBy'), value: acceptedBy ?? none },
          { label: t('audit.life.handedOverBy'), value: handedOverBy ?? none },
          { label: t('audit.life.people'), value: people.length === 0 ? none : people.join(' · ') },
          { label: t('audit.life.blanks'), value: blanks.length === 0 ? none : blanks.join(' · '), exact: true },
          { label: t('audit.life.spoilt'), value: spoilt },
        ]}
      />
    </section>
  );
}
