/** One change of a card's services: what it is, the holder's consent, and the second person. Nothing is written before all. */

import { useState } from 'react';
import { dayInChina } from '../../../shared/card/china-day.ts';
import type { ServiceEntryView } from '../../../shared/model/service.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { formatValidity } from '../../format.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { keepForSecond } from '../../waiting.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { isSigned, nobody, SecondPerson } from '../../ui/SecondPerson.tsx';
import { CardAtWork } from './CardAtWork.tsx';
import { Consent, type Answer } from './Consent.tsx';
import type { Draft, Filled, Services } from './use-services.ts';

interface ChangeFormProps {
  readonly card: Card;
  readonly draft: Draft;
  readonly services: Services;
  readonly onBack: () => void;
}

type Details = Filled['service'];

export function ChangeForm({ card, draft, services, onBack }: ChangeFormProps) {
  const t = useTexts();
  const entry = draft.act === 'add' ? undefined : services.view?.entries.find(({ id }) => id === draft.serviceId);
  const [details, setDetails] = useState<Details>(() => firstDetails(card, entry));
  const [second, setSecond] = useState<Filled['second']>(nobody);
  const isBusy = services.busy !== null;
  const [answer, setAnswer] = useState<Answer>({ language: 'zh', agrees: false });
  const isAsked = draft.act !== 'withdraw';
  const canAsk = isFilled(draft, details);
  const isSettled = canAsk && (!isAsked || answer.agrees);
  const isComplete = isSettled && isSigned(second);
  const name = entry?.id ?? '';

  async function submit(): Promise<void> {
    if (isBusy || !isComplete) return;
    const isDone = await services.change(draft, { service: details, second, language: answer.language });
    // A password is never kept for another try.
    setSecond({ account: second.account, password: '' });
    if (isDone) onBack();
  }
  async function putAside(): Promise<void> {
    const keepable = await services.keepable(draft, { service: details, language: answer.language });
    if (keepable === null) return;
    keepForSecond(keepable);
    onBack();
  }
  /** Other terms are another question. */
  function describe(next: Details): void {
    setDetails(next);
    setAnswer({ ...answer, agrees: false });
  }
  async function decline(): Promise<void> {
    await services.declined(draft, { service: details, language: answer.language });
  }
  useHotkey('Ctrl+Enter', () => void submit(), { throughDialogs: true });

  return (
    <Dialog
      wide
      title={t(`services.title.${draft.act}`, { service: name })}
      isOpen
      onClose={onBack}
      testId="service-form"
      actions={
        <>
          <Button onPress={onBack} hotkey="Esc" testId="service-back">
            {t('services.back')}
          </Button>
          <Button
            big
            look={draft.act === 'withdraw' ? 'danger' : 'primary'}
            onPress={() => void submit()}
            isDisabled={!isComplete}
            isPending={isBusy}
            hotkey="Ctrl+Enter"
            testId="service-submit"
          >
            {t(`services.submit.${draft.act}`)}
          </Button>
        </>
      }
    >
      <div className="stack">
        {draft.act === 'add' ? <AddFields details={details} onChange={describe} /> : null}
        {entry === undefined ? null : <EntryFacts entry={entry} />}
        {draft.act === 'withdraw' ? <Notice tone="care" title={t('services.withdrawExplain')} /> : null}
        {draft.act === 'withdraw' ? null : (
          <DayFields details={details} onChange={describe} hasFirst={draft.act === 'add'} cardUntil={card.validUntil} />
        )}
        {isAsked ? (
          <Consent
            details={details}
            answer={answer}
            onAnswer={setAnswer}
            onDeclined={() => void decline()}
            canAsk={canAsk}
          />
        ) : null}
        {services.error === null ? null : <ErrorNotice error={services.error} />}
        <SecondPerson
          second={second}
          onChange={setSecond}
          takesFocus={draft.act === 'withdraw'}
          mayKeep={isSettled && !isBusy}
          onKeep={() => void putAside()}
        />
      </div>
      {isBusy ? <CardAtWork jobId={card.jobId} /> : null}
    </Dialog>
  );
}

/** Starts today, ends with the card: what most services want, and both can be changed. */
function firstDetails(card: Card, entry: ServiceEntryView | undefined): Details {
  if (entry === undefined)
    return {
      id: '',
      nameZh: '',
      nameEn: '',
      endpoint: 'https://',
      from: dayInChina(new Date()),
      until: card.validUntil,
    };
  const { id, nameZh, nameEn, endpoint, from } = entry;
  return { id, nameZh, nameEn, endpoint, from, until: card.validUntil };
}

const day = /^\d{4}-\d{2}-\d{2}$/;

function isFilled({ act }: Draft, { id, nameZh, nameEn, endpoint, from, until }: Details): boolean {
  if (act === 'withdraw') return true;
  if (act === 'renew') return day.test(until);
  const isNamed = /^[a-z][a-z0-9.-]{1,31}$/.test(id) && nameZh.trim() !== '' && nameEn.trim() !== '';
  return isNamed && endpoint.length > 'https://'.length && day.test(from) && day.test(until);
}

interface FieldsProps {
  readonly details: Details;
  readonly onChange: (details: Details) => void;
}

function AddFields({ details, onChange }: FieldsProps) {
  const t = useTexts();
  return (
    <>
      <TextField
        autoFocus
        label={t('services.field.id')}
        help={t('services.field.idHelp')}
        value={details.id}
        onChange={(id) => onChange({ ...details, id })}
        maxLength={32}
        testId="service-id"
      />
      <div className="service-columns">
        <TextField
          label={t('services.field.nameZh')}
          value={details.nameZh}
          onChange={(nameZh) => onChange({ ...details, nameZh })}
          maxLength={20}
          testId="service-name-zh"
        />
        <TextField
          label={t('services.field.nameEn')}
          value={details.nameEn}
          onChange={(nameEn) => onChange({ ...details, nameEn })}
          maxLength={40}
          testId="service-name-en"
        />
      </div>
      <TextField
        label={t('services.field.endpoint')}
        value={details.endpoint}
        onChange={(endpoint) => onChange({ ...details, endpoint })}
        maxLength={120}
        testId="service-endpoint"
      />
    </>
  );
}

interface DayFieldsProps extends FieldsProps {
  readonly hasFirst: boolean;
  readonly cardUntil: string;
}

function DayFields({ details, onChange, hasFirst, cardUntil }: DayFieldsProps) {
  const t = useTexts();
  return (
    <div className="service-columns">
      {hasFirst ? (
        <TextField
          label={t('services.field.from')}
          value={details.from}
          onChange={(from) => onChange({ ...details, from: from.trim() })}
          maxLength={10}
          testId="service-from"
        />
      ) : null}
      <TextField
        autoFocus={!hasFirst}
        label={t('services.field.until')}
        help={t('services.field.day', { until: cardUntil })}
        value={details.until}
        onChange={(until) => onChange({ ...details, until: until.trim() })}
        maxLength={10}
        testId="service-until"
      />
    </div>
  );
}

function EntryFacts({ entry }: { readonly entry: ServiceEntryView }) {
  const t = useTexts();
  return (
    <Facts
      columns={3}
      facts={[
        { label: t('services.field.nameZh'), value: entry.nameZh },
        { label: t('services.field.nameEn'), value: entry.nameEn },
        { label: t('field.validity'), value: formatValidity(entry.from, entry.until) },
        { label: t('services.field.endpoint'), value: entry.endpoint, exact: true, wide: true },
      ]}
    />
  );
}
