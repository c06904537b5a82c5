/** One's own password, from the present one to the next; neither is kept for another try. */

import { useState } from 'react';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { say } from '../../live.ts';
import { isChosen, noPassword, type ChosenPassword } from './NewPassword.tsx';

export interface PasswordChange {
  readonly current: string;
  readonly chosen: ChosenPassword;
  readonly error: AppError | null;
  readonly working: boolean;
  readonly isComplete: boolean;
  setCurrent(current: string): void;
  setChosen(chosen: ChosenPassword): void;
  submit(): Promise<void>;
}

export function useChangePassword(): PasswordChange {
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState(noPassword);
  const [error, setError] = useState<AppError | null>(null);
  const [working, setWorking] = useState(false);
  const isComplete = current !== '' && isChosen(chosen);

  async function submit(): Promise<void> {
    if (working || !isComplete) return;
    setWorking(true);
    setError(null);
    const answer = await call('account.changePassword', { current, next: chosen.next });
    setWorking(false);
    setChosen(noPassword);
    if (answer.ok || answer.error.kind === 'access.wrongPassword') setCurrent('');
    if (answer.ok) say('password.changed', {}, 'good');
    else setError(answer.error);
  }
  return { current, chosen, error, working, isComplete, setCurrent, setChosen, submit };
}
