/** The way between the screens (Alt+1 to Alt+9), who is signed in, the language, and the way out. */

import { Button as AriaButton } from 'react-aria-components';
import { call } from '../client.ts';
import { useHotkey } from '../hotkeys.ts';
import { useTexts } from '../language.tsx';
import { say, useLive } from '../live.ts';
import { screenNeeds, screens, useNavigation, type Screen } from '../navigation.tsx';
import { useMay, useSession } from '../session.tsx';
import { Button } from '../ui/Button.tsx';
import { KeyHint } from '../ui/KeyHint.tsx';
import { Shape, type ShapeName } from '../ui/Shape.tsx';
import { useCall } from '../use-call.ts';

const shapes: Readonly<Record<Screen, ShapeName>> = {
  queue: 'queue',
  review: 'review',
  issue: 'card',
  custody: 'safe',
  audit: 'log',
  devices: 'device',
  batch: 'batch',
  stock: 'box',
  day: 'sun',
};

export function Rail() {
  const t = useTexts();
  const may = useMay();
  return (
    <nav className="rail" aria-label={t('nav.label')}>
      <p className="rail-name">
        <Shape name="card" />
        {t('app.name')}
      </p>
      <ul className="rail-screens">
        {screens.map((screen, index) =>
          may(screenNeeds[screen]) ? <RailItem key={screen} screen={screen} hotkey={`Alt+${index + 1}`} /> : null,
        )}
      </ul>
      <RailPerson />
    </nav>
  );
}

function RailItem({ screen, hotkey }: { readonly screen: Screen; readonly hotkey: string }) {
  const t = useTexts();
  const { place, go } = useNavigation();
  const open = (): void => go({ screen });
  useHotkey(hotkey, open);
  return (
    <li>
      <AriaButton
        className="rail-item"
        onPress={open}
        data-testid={`nav-${screen}`}
        {...(place.screen === screen ? { 'aria-current': 'page' as const } : {})}
      >
        <Shape name={shapes[screen]} />
        <span className="rail-word">{t(`nav.${screen}`)}</span>
        {screen === 'queue' ? <Attention /> : null}
        <KeyHint keys={hotkey} />
      </AriaButton>
    </li>
  );
}

/** How many cases wait for somebody to look at the card. */
function Attention() {
  const t = useTexts();
  const version = useLive((live) => live.queueVersion);
  const { value } = useCall('queue.list', { view: 'attention', offset: 0, limit: 1 }, version);
  const count = value?.counts.attention ?? 0;
  if (count === 0) return null;
  return (
    <span className="rail-count">
      <span aria-hidden="true">{count}</span>
      <span className="unseen">{t('nav.attention', { count })}</span>
    </span>
  );
}

function RailPerson() {
  const t = useTexts();
  const { session, replace, toggleLanguage } = useSession();
  if (session.account === null) return null;

  async function signOut(): Promise<void> {
    const answer = await call('session.signOut', {});
    if (answer.ok) replace(answer.value);
    else say('shell.signOutFailed', {}, 'bad');
  }
  return (
    <div className="rail-person">
      <p className="rail-account" data-testid="account">
        <Shape name="person" />
        <span>
          <span className="unseen">{t('shell.account')}: </span>
          <strong>{session.account.displayName}</strong>
          <span className="soft">{t(`role.${session.account.role}`)}</span>
        </span>
      </p>
      <Button look="quiet" onPress={toggleLanguage} hotkey="F2" testId="language">
        {t('shell.language')}
      </Button>
      <Button look="quiet" onPress={() => void signOut()} testId="sign-out">
        {t('shell.signOut')}
      </Button>
    </div>
  );
}
