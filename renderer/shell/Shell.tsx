/** The desk: banner, navigation, the current screen, the status line. */

import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Accounts } from '../screens/accounts/Accounts.tsx';
import { Audit } from '../screens/audit/Audit.tsx';
import { Batch } from '../screens/batch/Batch.tsx';
import { Custody } from '../screens/custody/Custody.tsx';
import { Day } from '../screens/day/Day.tsx';
import { Devices } from '../screens/devices/Devices.tsx';
import { Issue } from '../screens/issue/Issue.tsx';
import { Persons } from '../screens/persons/Persons.tsx';
import { Queue } from '../screens/queue/Queue.tsx';
import { Review } from '../screens/review/Review.tsx';
import { Stock } from '../screens/stock/Stock.tsx';
import { useTexts } from '../language.tsx';
import { firstPlace, NavigationContext, screenNeeds, screens, type Place, type Screen } from '../navigation.tsx';
import { useMay, useSession } from '../session.tsx';
import { forgetWaiting } from '../waiting.ts';
import { Notice } from '../ui/Notice.tsx';
import { ScreenTitle } from '../ui/ScreenTitle.tsx';
import { TrainingBanner } from './TrainingBanner.tsx';
import { Rail } from './Rail.tsx';
import { StatusLine } from './StatusLine.tsx';

export function Shell() {
  const may = useMay();
  const [place, setPlace] = useState<Place>(() => ({
    ...firstPlace,
    screen: screens.find((screen) => may(screenNeeds[screen])) ?? firstPlace.screen,
  }));
  const { session } = useSession();
  // The desk of one account ends with it, however that comes about; a locked screen keeps it.
  useEffect(() => forgetWaiting, []);
  const Current = screenParts[place.screen];
  const go = useCallback((part: Partial<Place>) => setPlace((previous) => ({ ...previous, ...part })), []);
  const navigation = useMemo(() => ({ place, go }), [place, go]);
  return (
    <NavigationContext value={navigation}>
      <div className="shell">
        {session.live ? null : <TrainingBanner />}
        <div className="shell-middle">
          <Rail />
          <main className="shell-main" data-screen={place.screen}>
            {may(screenNeeds[place.screen]) ? <Current /> : <Forbidden screen={place.screen} />}
          </main>
        </div>
        <StatusLine />
      </div>
    </NavigationContext>
  );
}

const screenParts: Readonly<Record<Screen, () => ReactNode>> = {
  queue: Queue,
  review: Review,
  issue: Issue,
  custody: Custody,
  audit: Audit,
  devices: Devices,
  batch: Batch,
  stock: Stock,
  day: Day,
  accounts: Accounts,
  persons: Persons,
};

function Forbidden({ screen }: { readonly screen: Screen }) {
  const t = useTexts();
  return (
    <div className="screen">
      <ScreenTitle>{t(`nav.${screen}`)}</ScreenTitle>
      <Notice tone="care" title={t('shell.forbidden')} />
    </div>
  );
}
