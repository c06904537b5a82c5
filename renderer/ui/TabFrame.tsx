/** Parts of a screen side by side as tabs, of which one is open. Arrow keys move among them, Enter opens (ARIA: manual). */

import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

interface TabFrameProps<K extends string> {
  /** What the tabs are, for who does not see them. */
  readonly label: string;
  readonly tabs: readonly K[];
  readonly selected: K;
  readonly onSelect: (tab: K) => void;
  readonly titleOf: (tab: K) => string;
  /** How many lie behind it; empty while that is not known. Left out where nothing is counted. */
  readonly countOf?: (tab: K) => number | '';
  /** `view` for `view-toReview`. */
  readonly testId: string;
  readonly panelClass?: string;
  /** Of the one that is open. */
  readonly children: ReactNode;
}

export function TabFrame<K extends string>(props: TabFrameProps<K>) {
  const { tabs, selected, countOf, panelClass } = props;
  return (
    <Tabs
      className="tabs"
      selectedKey={selected}
      onSelectionChange={(key) => {
        const chosen = tabs.find((one) => one === key);
        if (chosen !== undefined) props.onSelect(chosen);
      }}
      keyboardActivation="manual"
    >
      <TabList className="tab-list" aria-label={props.label}>
        {tabs.map((one) => (
          <Tab key={one} id={one} className="tab" data-testid={`${props.testId}-${one}`}>
            {props.titleOf(one)}
            {countOf === undefined ? null : <span className="tab-count soft">{countOf(one)}</span>}
          </Tab>
        ))}
      </TabList>
      <TabPanel
        key={selected}
        id={selected}
        className={panelClass === undefined ? 'tab-panel' : `tab-panel ${panelClass}`}
      >
        {props.children}
      </TabPanel>
    </Tabs>
  );
}
