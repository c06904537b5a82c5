/** The holder's own look: on a second screen, on the one turned to them or on a sheet, in the language of their choice. */

import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useLanguage, useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox, Choices } from '../../ui/fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useAct } from '../../use-act.ts';
import { ForHolder } from './ForHolder.tsx';
import { Receipt } from './Receipt.tsx';
import { StepFailure } from './StepFailure.tsx';
import type { StepProps } from './StepList.tsx';

export function HolderStep({ view, onView }: StepProps) {
  const t = useTexts();
  const act = useAct();
  const [language, setLanguage] = useState(useLanguage());
  const [means, setMeans] = useState<'screen' | 'sheet'>('sheet');
  /** What the holder looks at now, and on whose screen. */
  const [shown, setShown] = useState<CallOutput<'handOver.show'> | null>(null);
  const [sheet, setSheet] = useState<Uint8Array | null>(null);
  const [facesRight, setFacesRight] = useState(false);
  const [chipRight, setChipRight] = useState(false);
  const cardId = view.card.id;
  const agrees = facesRight && chipRight;
  const isTurned = shown?.onSecond === false;

  function confirm(): void {
    const input = { cardId, means, language, facesRight, chipRight };
    void act.run(() => call('handOver.holder', input), onView);
  }
  function show(): void {
    setMeans('screen');
    void act.run(() => call('handOver.show', { cardId, language }), setShown);
  }
  function hide(): void {
    setShown(null);
    void call('handOver.hide', {});
  }
  // The card is off the holder's screen when the step is.
  useEffect(() => () => void call('handOver.hide', {}), []);
  function openSheet(): void {
    setMeans('sheet');
    void act.run(
      () => call('handOver.sheet', { cardId, language }),
      ({ pdf }) => setSheet(pdf),
    );
  }
  useHotkey('Ctrl+Enter', confirm, { enabled: agrees && !isTurned && sheet === null, throughDialogs: true });

  return (
    <>
      <Choices
        label={t('handover.holderLanguage')}
        value={language}
        onChange={setLanguage}
        choices={[
          { value: 'zh', text: t('handover.zh') },
          { value: 'en', text: t('handover.en') },
        ]}
      />
      <div className="desk-row">
        <Button onPress={show} isPending={act.isPending} testId="show-holder">
          {t('handover.showHolder')}
        </Button>
        <Button onPress={openSheet} autoFocus testId="holder-sheet">
          {t('handover.printSheet')}
        </Button>
      </div>
      {shown?.onSecond === true ? (
        <Notice title={t('handover.onSecondScreen')} testId="on-second-screen">
          <Button onPress={hide} testId="hide-holder">
            {t('handover.holderScreen.done')}
          </Button>
        </Notice>
      ) : null}
      <Checkbox isSelected={facesRight} onChange={setFacesRight} testId="faces-right">
        {t('handover.facesRight')}
      </Checkbox>
      <Checkbox isSelected={chipRight} onChange={setChipRight} testId="chip-right">
        {t('handover.chipRight')}
      </Checkbox>
      <StepFailure error={act.error} />
      <div className="desk-row">
        <Button look="danger" onPress={confirm} isDisabled={agrees} testId="holder-disagrees">
          {t('handover.holderWrong')}
        </Button>
        <Button
          look="primary"
          onPress={confirm}
          isPending={act.isPending}
          isDisabled={!agrees}
          hotkey="Ctrl+Enter"
          testId="confirm-holder"
        >
          {t('handover.confirmHolder')}
        </Button>
      </div>
      {shown === null || !isTurned ? null : <ForHolder view={shown.view} onClose={hide} />}
      {sheet === null ? null : (
        <Dialog
          wide
          title={t('handover.sheetTitle')}
          isOpen
          onClose={() => setSheet(null)}
          testId="sheet-dialog"
          actions={
            <Button autoFocus onPress={() => setSheet(null)} hotkey="Esc" testId="sheet-close">
              {t('shell.close')}
            </Button>
          }
        >
          <Receipt pdf={sheet} />
        </Dialog>
      )}
    </>
  );
}
