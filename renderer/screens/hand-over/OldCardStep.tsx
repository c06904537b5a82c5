/** The old card: read, looked at beside the new photo, collected, then cut or kept as evidence. */

import { useState } from 'react';
import { requires } from '../../../shared/hand-over/kinds.ts';
import type { OldCard, OldCardReading } from '../../../shared/model/hand-over.ts';
import { codeList } from '../../../shared/messages/code-text.ts';
import { error, ok, type Result } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { formatCardDate, formatValidity } from '../../format.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useLanguage, useTexts } from '../../language.tsx';
import { useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox, TextField } from '../../ui/fields.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { Photo } from '../../ui/Photo.tsx';
import { useAct } from '../../use-act.ts';
import { OldCardFate } from './OldCardFate.tsx';
import { StepFailure } from './StepFailure.tsx';
import type { StepProps } from './StepList.tsx';

interface Read {
  readonly record: Uint8Array | null;
  readonly face: Uint8Array | null;
}

const unread: Read = { record: null, face: null };

export function OldCardStep({ case: { application, photo }, view, onView }: StepProps) {
  const t = useTexts();
  const { session } = useSession();
  const act = useAct();
  const [number, setNumber] = useState('');
  const [read, setRead] = useState<Read>(unread);
  const [reading, setReading] = useState<OldCardReading | null>(null);
  const [faceMatches, setFaceMatches] = useState(false);
  const input = { applicationId: application.id, number, ...read };

  function look(): void {
    void act.run(() => call('oldCard.read', input), setReading);
  }
  function collect(): void {
    void act.run(async () => {
      const collected = await call('oldCard.collect', { ...input, faceMatches });
      return collected.ok ? call('handOver.view', { cardId: view.card.id }) : collected;
    }, onView);
  }
  async function choose(): Promise<Result<void>> {
    const chosen = await call('oldCard.chooseRecord', {});
    if (!chosen.ok) return chosen;
    if (chosen.value !== null) setRead(chosen.value);
    return ok(undefined);
  }
  async function sample(): Promise<Result<void>> {
    const card = await call('training.oldCard', { applicationId: application.id });
    if (!card.ok) return card;
    setNumber(card.value.number);
    setRead({ record: card.value.record, face: card.value.face });
    return ok(undefined);
  }
  useHotkey('Ctrl+Enter', reading === null ? look : collect, {
    enabled: view.oldCard === null && (reading === null ? number !== '' : faceMatches),
    throughDialogs: true,
  });

  if (view.oldCard !== null && isSettled(view.oldCard)) return <ErrorNotice error={error('oldCard.another', {})} />;
  if (view.oldCard !== null) return <OldCardFate old={view.oldCard} cardId={view.card.id} onView={onView} />;
  if (reading !== null)
    return (
      <>
        <Reading reading={reading} photo={photo} />
        <Checkbox isSelected={faceMatches} onChange={setFaceMatches} testId="old-face-matches">
          {t('oldCard.faceMatches')}
        </Checkbox>
        <StepFailure error={act.error} />
        <div className="desk-row">
          <Button
            look="primary"
            onPress={collect}
            isPending={act.isPending}
            isDisabled={!faceMatches}
            hotkey="Ctrl+Enter"
            testId="old-collect"
          >
            {t('oldCard.collect')}
          </Button>
        </div>
      </>
    );
  return (
    <>
      {requires(view.kind, 'oldCard') ? null : (
        <Notice tone="care" title={t('oldCard.corrected')} testId="old-corrected" />
      )}
      <TextField
        kind="exact"
        label={t('oldCard.number')}
        value={number}
        onChange={setNumber}
        maxLength={20}
        autoFocus
        testId="old-number"
      />
      <div className="desk-row">
        <Button onPress={() => void act.run(choose, () => undefined)} testId="old-choose">
          {t('oldCard.chooseRecord')}
        </Button>
        {session.training === null ? null : (
          <Button onPress={() => void act.run(sample, () => undefined)} testId="old-sample">
            {t('oldCard.readSample')}
          </Button>
        )}
      </div>
      <Notice
        tone={read.record === null ? 'plain' : 'good'}
        title={t(read.record === null ? 'oldCard.byEye' : 'oldCard.recordRead')}
        testId={read.record === null ? 'old-by-eye' : 'old-record'}
      />
      <StepFailure error={act.error} />
      <div className="desk-row">
        <Button
          look="primary"
          onPress={look}
          isPending={act.isPending}
          isDisabled={number === ''}
          hotkey="Ctrl+Enter"
          testId="old-look"
        >
          {t('oldCard.look')}
        </Button>
      </div>
    </>
  );
}

/** Cut or kept: where the step is open all the same, there is one more card. */
function isSettled({ state }: OldCard): boolean {
  return state !== 'collected';
}

function Reading({ reading, photo }: { readonly reading: OldCardReading; readonly photo: Uint8Array }) {
  const t = useTexts();
  const language = useLanguage();
  const { fields, layout, relation, differences, face } = reading;
  const shown =
    fields === null
      ? []
      : [
          { label: t('field.latinName'), value: fields.latinName, wide: true },
          { label: t('field.chineseName'), value: fields.chineseName ?? t('field.none') },
          { label: t('field.birthDate'), value: formatCardDate(fields.birthDate) },
          { label: t('field.validity'), value: formatValidity(fields.validFrom, fields.validUntil), wide: true },
        ];
  return (
    <div className="old-card-reading" data-testid="old-reading">
      <div className="old-card-faces">
        {face === null ? null : (
          <figure>
            <Photo jpeg={face} label={t('oldCard.face')} />
            <figcaption className="soft">{t('oldCard.face')}</figcaption>
          </figure>
        )}
        <figure>
          <Photo jpeg={photo} label={t('oldCard.newFace')} />
          <figcaption className="soft">{t('oldCard.newFace')}</figcaption>
        </figure>
      </div>
      <div className="grow">
        <Facts
          columns={2}
          facts={[
            { label: t('oldCard.layout'), value: t(`oldCard.layout.${layout}`) },
            { label: t('oldCard.relation'), value: t(`oldCard.relation.${relation}`) },
            ...shown,
          ]}
        />
        {differences.length === 0 ? null : (
          <Notice
            tone="care"
            title={t('oldCard.differences', {
              fields: codeList(language, 'chipField', differences.map(({ field }) => field).join(', ')),
            })}
          />
        )}
      </div>
    </div>
  );
}
