/** The way between the screens (Alt+1 to Alt+9, Alt+0, Alt+P), who is signed in, the language, and the way out. */

import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { call } from '../client.ts';
import { useHotkey } from '../hotkeys.ts';
import { useTexts } from '../language.tsx';
import { say, useLive } from '../live.ts';
import { screenNeeds, screens, useNavigation, type Screen } from '../navigation.tsx';
import { OwnAccount } from '../screens/own/OwnAccount.tsx';
import { useMay, useSession } from '../session.tsx';
import { LeaveDialog } from '../sitting/LeaveDialog.tsx';
import { useWaiting } from '../waiting.ts';
import { WaitingCount } from '../sitting/WaitingCount.tsx';
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
  accounts: 'people',
  persons: 'person',
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
          may(screenNeeds[screen]) ? <RailItem key={screen} screen={screen} hotkey={hotkeyOf(screen, index)} /> : null,
        )}
      </ul>
      <WaitingCount />
      <RailPerson />
    </nav>
  );
}

/** There are ten digits. */
function hotkeyOf(screen: Screen, index: number): string {
  return screen === 'persons' ? 'Alt+P' : `Alt+${(index + 1) % 10}`;
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
  const waiting = useWaiting().length;
  const [isOpen, setIsOpen] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  useHotkey('Ctrl+L', () => void lock(), { throughDialogs: true });
  if (session.account === null) return null;

  async function signOut(): Promise<void> {
    const answer = await call('session.signOut', {});
    if (answer.ok) replace(answer.value);
    else say('shell.signOutFailed', {}, 'bad');
  }
  async function lock(): Promise<void> {
    const answer = await call('session.lock', {});
    if (answer.ok) replace(answer.value);
  }
  return (
    <div className="rail-person">
      <AriaButton className="rail-account" onPress={() => setIsOpen(true)} data-testid="own-account">
        <Shape name="person" />
        <span data-testid="account">
          <span className="unseen">{t('shell.account')}: </span>
          <strong>{session.account.displayName}</strong>
          <span className="soft">{t(`role.${session.account.role}`)}</span>
        </span>
      </AriaButton>
      <Button look="quiet" onPress={() => void lock()} hotkey="Ctrl+L" testId="lock">
        {t('lock.now')}
      </Button>
      <Button look="quiet" onPress={toggleLanguage} hotkey="F2" testId="language">
        {t('shell.language')}
      </Button>
      <Button look="quiet" onPress={() => (waiting === 0 ? void signOut() : setIsLeaving(true))} testId="sign-out">
        {t('shell.signOut')}
      </Button>
      {isOpen ? <OwnAccount onClose={() => setIsOpen(false)} /> : null}
      {isLeaving ? <LeaveDialog onClose={() => setIsLeaving(false)} onLeave={() => void signOut()} /> : null}
    </div>
  );
}
