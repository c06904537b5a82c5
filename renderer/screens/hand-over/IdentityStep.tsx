/** Who collects: the passport number typed from the document, the face compared with the printed one, a proxy's papers. */

import { useState } from 'react';
import type { Collector } from '../../../shared/model/hand-over.ts';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox, Choices, Select, TextField } from '../../ui/fields.tsx';
import { useAct } from '../../use-act.ts';
import { StepFailure } from './StepFailure.tsx';
import type { StepProps } from './StepList.tsx';

type Proxy = Extract<Collector, { kind: 'proxy' }>;
const relations: readonly Proxy['relation'][] = [
  'parent',
  'spouse',
  'child',
  'guardian',
  'lawyer',
  'employer',
  'other',
];
const nobody: Proxy = { kind: 'proxy', name: '', documentNumber: '', relation: 'spouse', paper: '' };

export function IdentityStep({ view, onView }: StepProps) {
  const t = useTexts();
  const act = useAct();
  const [passportNumber, setPassportNumber] = useState('');
  const [portraitMatches, setPortraitMatches] = useState(false);
  const [kind, setKind] = useState<Collector['kind']>('holder');
  const [proxy, setProxy] = useState<Proxy>(nobody);

  const isProxyKnown = proxy.name.trim() !== '' && proxy.paper.trim() !== '' && proxy.documentNumber.trim().length > 3;
  const isComplete = passportNumber.trim().length > 3 && portraitMatches && (kind === 'holder' || isProxyKnown);
  const collector: Collector = kind === 'holder' ? { kind: 'holder' } : proxy;
  function check(): void {
    if (!isComplete) return;
    const input = { cardId: view.card.id, passportNumber, portraitMatches, collector };
    void act.run(() => call('handOver.identity', input), onView);
  }
  useHotkey('Ctrl+Enter', check, { throughDialogs: true });

  return (
    <>
      <Choices
        label={t('handover.collector')}
        value={kind}
        onChange={setKind}
        choices={[
          { value: 'holder', text: t('handover.collector.holder') },
          { value: 'proxy', text: t('handover.collector.proxy') },
        ]}
      />
      {kind === 'holder' ? null : (
        <div className="desk-columns">
          <TextField
            label={t('handover.proxyName')}
            value={proxy.name}
            onChange={(name) => setProxy({ ...proxy, name })}
            maxLength={60}
            testId="proxy-name"
          />
          <TextField
            kind="exact"
            label={t('handover.proxyDocument')}
            value={proxy.documentNumber}
            onChange={(documentNumber) => setProxy({ ...proxy, documentNumber })}
            maxLength={30}
            testId="proxy-document"
          />
          <Select
            label={t('handover.proxyRelation')}
            value={proxy.relation}
            onChange={(relation) => setProxy({ ...proxy, relation })}
            choices={relations.map((value) => ({ value, text: t(`handover.relation.${value}`) }))}
          />
          <TextField
            label={t('handover.proxyPaper')}
            value={proxy.paper}
            onChange={(paper) => setProxy({ ...proxy, paper })}
            maxLength={60}
            testId="proxy-paper"
          />
        </div>
      )}
      <TextField
        kind="exact"
        label={t('handover.passportTyped')}
        help={t('handover.passportHelp')}
        value={passportNumber}
        onChange={setPassportNumber}
        maxLength={30}
        autoFocus
        testId="passport"
      />
      <Checkbox isSelected={portraitMatches} onChange={setPortraitMatches} testId="portrait-matches">
        {kind === 'holder' ? t('handover.portraitMatches') : t('handover.portraitMatchesProxy')}
      </Checkbox>
      <StepFailure error={act.error} />
      <div className="desk-row">
        <Button
          look="primary"
          onPress={check}
          isPending={act.isPending}
          isDisabled={!isComplete}
          hotkey="Ctrl+Enter"
          testId="check-identity"
        >
          {t('handover.checkIdentity')}
        </Button>
      </div>
    </>
  );
}
