/** The services of one card at the desk: one command to the card at a time, what it answered, and what is going on. */

import { useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../../shared/contract.ts';
import type { SecondPerson, ServiceAct, ServiceProof, ServiceView } from '../../../shared/model/service.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import type { Card } from '../../../shared/model/stock.ts';
import type { AppError, Result } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { forgetProgress, say } from '../../live.ts';
import type { Keepable } from '../../waiting.ts';
import { keepableChange } from './keepable-change.ts';

type ServiceCall = Extract<CallName, `service.${string}`>;

/** A change that is being put together; `serviceId` of the entry that it is on. */
export type Draft = { readonly act: 'add' } | { readonly act: 'renew' | 'withdraw'; readonly serviceId: string };

/** What the form adds to the draft. */
export interface Filled {
  readonly service: CallInput<'service.add'>['service'];
  readonly second: SecondPerson;
  /** In which the holder was asked, and agreed. */
  readonly language: Language;
}

type Asked = Omit<Filled, 'second'>;

export interface Services {
  readonly view: ServiceView | null;
  readonly proofs: readonly ServiceProof[] | null;
  readonly error: AppError | null;
  /** What the card is being asked; null while it lies still. */
  readonly busy: ServiceCall | null;
  read(): Promise<void>;
  finish(): Promise<void>;
  prove(): Promise<void>;
  /** True when the card now holds the change. */
  change(draft: Draft, filled: Filled): Promise<boolean>;
  /** The change as it can wait for the second person, once the holder's word is on record; null where that failed. */
  keepable(draft: Draft, asked: Asked): Promise<Keepable | null>;
  /** The holder was asked and said no. */
  declined(draft: Draft, asked: Asked): Promise<void>;
}

export function useServices(card: Card): Services {
  const [view, setView] = useState<ServiceView | null>(null);
  const [proofs, setProofs] = useState<readonly ServiceProof[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState<ServiceCall | null>(null);
  /** The terms that the holder agreed to and that were not written yet. */
  const [agreedTo, setAgreedTo] = useState<string | null>(null);
  const cardId = card.id;

  async function ask<N extends ServiceCall>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>> | null> {
    if (busy !== null) return null;
    setBusy(name);
    setError(null);
    setProofs(null);
    forgetProgress(card.jobId);
    const answer = await call(name, input);
    setBusy(null);
    if (!answer.ok) setError(answer.error);
    return answer;
  }

  async function read(): Promise<void> {
    const answer = await ask('service.read', { cardId });
    if (answer !== null) setView(answer.ok ? answer.value : null);
  }

  async function finish(): Promise<void> {
    const answer = await ask('service.finish', { cardId });
    if (answer?.ok !== true) return;
    setView(answer.value);
    say('services.done.finish', {}, 'good');
  }

  async function prove(): Promise<void> {
    const answer = await ask('service.prove', { cardId });
    if (answer?.ok === true) setProofs(answer.value);
  }

  async function declined(draft: Draft, asked: Asked): Promise<void> {
    await consent(draft, asked, false);
  }

  /** Recorded once for the same terms: a mistyped password is no new question. */
  async function consent(draft: Draft, { service, language }: Asked, agrees: boolean): Promise<boolean> {
    const request = termsOf(draft, service);
    if (request === null) return true;
    const key = JSON.stringify([request, language]);
    if (agrees && key === agreedTo) return true;
    const answer = await ask('service.consent', { cardId, request, language, agrees });
    setAgreedTo(answer?.ok === true ? key : null);
    return answer?.ok === true;
  }

  async function change(draft: Draft, { service, second, language }: Filled): Promise<boolean> {
    if (view === null) return false;
    if (!(await consent(draft, { service, language }, true))) return false;
    const common = { cardId, listNumber: view.listNumber, second };
    const answer = await send(draft, common, service);
    // What the card holds is open until it is read again.
    if (answer !== null && !answer.ok && isOpen(answer.error)) setView(null);
    if (answer?.ok !== true) return false;
    setView(answer.value);
    setAgreedTo(null);
    sayDone(draft.act, draft.act === 'add' ? service.id : draft.serviceId);
    return true;
  }

  async function keepable(draft: Draft, asked: Asked): Promise<Keepable | null> {
    if (view === null || !(await consent(draft, asked, true))) return null;
    return keepableChange(view, draft, asked.service);
  }

  function send(
    draft: Draft,
    common: Pick<CallInput<'service.add'>, 'cardId' | 'listNumber' | 'second'>,
    service: Filled['service'],
  ): Promise<Result<ServiceView> | null> {
    switch (draft.act) {
      case 'add':
        return ask('service.add', { ...common, service });
      case 'renew':
        return ask('service.renew', { ...common, serviceId: draft.serviceId, until: service.until });
      case 'withdraw':
        return ask('service.withdraw', { ...common, serviceId: draft.serviceId });
    }
  }

  return { view, proofs, error, busy, read, finish, prove, change, keepable, declined };
}

/** What the holder is asked about; null where nothing is given. */
function termsOf(draft: Draft, service: Filled['service']): CallInput<'service.consent'>['request'] | null {
  switch (draft.act) {
    case 'add':
      return { act: 'add', service };
    case 'renew':
      return { act: 'renew', serviceId: draft.serviceId, until: service.until };
    case 'withdraw':
      return null;
  }
}

function isOpen({ kind }: AppError): boolean {
  return kind === 'service.unknownOutcome' || kind === 'service.writeRefused' || kind === 'service.unfinished';
}

function sayDone(act: ServiceAct, service: string): void {
  say(`services.done.${act}`, { service }, 'good');
}
