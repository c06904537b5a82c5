/** Personal data as a whole: one person, whose time is over, who was erased, and the keys that everybody lies under. */

import { useState, type ReactNode } from 'react';
import type { CallName } from '../../../shared/contract.ts';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import { useTexts } from '../../language.tsx';
import { useMay } from '../../session.tsx';
import { ScreenTitle } from '../../ui/ScreenTitle.tsx';
import { TabFrame } from '../../ui/TabFrame.tsx';
import { DueTab } from './DueTab.tsx';
import { ErasedTab } from './ErasedTab.tsx';
import { FindTab } from './FindTab.tsx';
import { KeysTab } from './KeysTab.tsx';
import './persons.css';

const tabs = ['person', 'due', 'erased', 'keys'] as const;
type TabName = (typeof tabs)[number];

/** Which permission makes a tab useful at all. */
const needs: Readonly<Record<TabName, CallName>> = {
  person: 'person.show',
  due: 'person.due',
  erased: 'person.erasures',
  keys: 'person.keys',
};

export function Persons() {
  const t = useTexts();
  const may = useMay();
  const allowed = tabs.filter((one) => may(needs[one]));
  const [tab, setTab] = useState<TabName>(allowed[0] ?? 'erased');
  const [shown, setShown] = useState<ApplicationId | null>(null);

  function show(id: ApplicationId): void {
    setShown(id);
    setTab('person');
  }
  function part(): ReactNode {
    switch (tab) {
      case 'person':
        return <FindTab shown={shown} onShow={setShown} onErased={() => setTab('erased')} />;
      case 'due':
        return <DueTab onShow={may('person.show') ? show : null} />;
      case 'erased':
        return <ErasedTab />;
      case 'keys':
        return <KeysTab />;
      default:
        return tab satisfies never;
    }
  }
  return (
    <div className="screen">
      <header className="screen-head">
        <div className="grow">
          <ScreenTitle>{t('persons.title')}</ScreenTitle>
        </div>
      </header>
      <TabFrame
        label={t('persons.tabs')}
        tabs={allowed}
        selected={tab}
        onSelect={setTab}
        titleOf={(one) => t(`persons.tab.${one}`)}
        testId="persons-tab"
        panelClass="persons-panel"
      >
        {part()}
      </TabFrame>
    </div>
  );
}
