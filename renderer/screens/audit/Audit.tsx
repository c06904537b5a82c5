/** The audit log: looked through, followed card by card, reviewed, verified and taken away. Never edited: there is no way to. */

import { useCallback, useState, type ReactNode } from 'react';
import type { AuditForm } from '../../../shared/audit/shown.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { ScreenTitle } from '../../ui/ScreenTitle.tsx';
import { TabFrame } from '../../ui/TabFrame.tsx';
import { noFilter, type Filter } from './audit-filter.ts';
import { ChartsTab } from './ChartsTab.tsx';
import { EntriesTab } from './EntriesTab.tsx';
import { EntryDialog, type OpenEntry } from './EntryDialog.tsx';
import { EvidenceTab } from './EvidenceTab.tsx';
import { LifeTab } from './LifeTab.tsx';
import { MarkedTab } from './MarkedTab.tsx';
import { PatternsTab } from './PatternsTab.tsx';
import { StationsTab } from './StationsTab.tsx';
import { useVerify } from './use-verify.ts';
import { VerdictNotice } from './Verification.tsx';
import './audit.css';

const tabs = ['entries', 'life', 'marked', 'patterns', 'charts', 'evidence', 'stations'] as const;
type TabName = (typeof tabs)[number];

export function Audit() {
  const t = useTexts();
  const may = useMay();
  const [tab, setTab] = useState<TabName>('entries');
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [lifeId, setLifeId] = useState<string | null>(null);
  const [open, setOpen] = useState<OpenEntry | null>(null);
  /** Grows when the log has more entries because of what was done here, and when somebody asks. */
  const [version, setVersion] = useState(0);
  /** When the screen was last asked what there is: days are counted back from it. */
  const [now, setNow] = useState(() => new Date());
  const changed = useCallback(() => {
    setVersion((previous) => previous + 1);
    setNow(new Date());
  }, []);
  const verifying = useVerify(changed);
  useHotkey('F5', changed);

  const openEntry = (entry: AuditForm, among: readonly AuditForm[]): void => setOpen({ entry, among });
  function part(): ReactNode {
    switch (tab) {
      case 'entries':
        return (
          <EntriesTab
            filter={filter}
            now={now}
            version={version}
            onFilter={setFilter}
            onOpen={openEntry}
            onChanged={changed}
          />
        );
      case 'life':
        return <LifeTab id={lifeId} version={version} onId={setLifeId} onOpen={openEntry} onChanged={changed} />;
      case 'marked':
        return <MarkedTab version={version} onOpen={openEntry} />;
      case 'patterns':
        return <PatternsTab now={now} onOpen={openEntry} />;
      case 'charts':
        return <ChartsTab now={now} />;
      case 'evidence':
        return <EvidenceTab verifying={verifying} version={version} onChanged={changed} />;
      case 'stations':
        return <StationsTab onOpen={(entry, among, origin) => setOpen({ entry, among, origin })} />;
      default:
        return tab satisfies never;
    }
  }
  return (
    <div className="screen audit">
      <header className="screen-head">
        <div className="grow">
          <ScreenTitle>{t('audit.title')}</ScreenTitle>
        </div>
        <Button onPress={changed} hotkey="F5" testId="audit-refresh">
          {t('audit.refresh')}
        </Button>
        {may('audit.verify') ? (
          <Button
            look="primary"
            onPress={() => void verifying.verify()}
            isPending={verifying.isWorking}
            testId="audit-verify"
          >
            {verifying.isWorking ? t('audit.verifying') : t('audit.verify')}
          </Button>
        ) : null}
      </header>
      {verifying.error === null ? null : <ErrorNotice error={verifying.error} />}
      {verifying.verdict === null ? null : <VerdictNotice verdict={verifying.verdict} onClose={verifying.forget} />}
      <TabFrame
        label={t('audit.tabs')}
        tabs={tabs}
        selected={tab}
        onSelect={setTab}
        titleOf={(one) => t(`audit.tab.${one}`)}
        testId="audit-tab"
        panelClass="audit-panel"
      >
        {part()}
      </TabFrame>
      <EntryDialog
        open={open}
        version={version}
        onOpen={setOpen}
        onChanged={changed}
        onSameSubject={(id) => {
          setOpen(null);
          setFilter({ ...noFilter, period: 'all', id });
          setTab('entries');
        }}
        onLife={(id) => {
          setOpen(null);
          setLifeId(id);
          setTab('life');
        }}
      />
    </div>
  );
}
