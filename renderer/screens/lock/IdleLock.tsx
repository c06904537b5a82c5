/** Watches for hands: without any for the time that the office has set, the screen locks itself. What runs goes on. */

import { useEffect, useEffectEvent } from 'react';
import { call } from '../../client.ts';
import { useSession } from '../../session.tsx';

const touches = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const;

export function IdleLock() {
  const { session, replace } = useSession();
  const lock = useEffectEvent(async (): Promise<void> => {
    const answer = await call('session.lock', {});
    if (answer.ok) replace(answer.value);
  });
  const idleMs = session.idleLockSeconds * 1000;
  useEffect(() => {
    let timer = window.setTimeout(() => void lock(), idleMs);
    const touched = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void lock(), idleMs);
    };
    for (const touch of touches) window.addEventListener(touch, touched, { capture: true, passive: true });
    return () => {
      window.clearTimeout(timer);
      for (const touch of touches) window.removeEventListener(touch, touched, { capture: true });
    };
  }, [idleMs]);
  return null;
}
