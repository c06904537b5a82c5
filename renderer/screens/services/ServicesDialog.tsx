/** The services in one card: tap it, see its list, add, renew, withdraw with a second person, check its proof. */

import { useState } from 'react';
import type { Card } from '../../../shared/model/stock.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { CardAtWork } from './CardAtWork.tsx';
import { ChangeForm } from './ChangeForm.tsx';
import { Proofs } from './Proofs.tsx';
import { ServiceList } from './ServiceList.tsx';
import { useServices, type Draft, type Services } from './use-services.ts';
import './services.css';

interface ServicesDialogProps {
  readonly card: Card;
  readonly onClose: () => void;
}

export function ServicesDialog({ card, onClose }: ServicesDialogProps) {
  const services = useServices(card);
  const [draft, setDraft] = useState<Draft | null>(null);
  // A list that is not known any more takes the form with it.
  if (draft !== null && services.view !== null) {
    return <ChangeForm card={card} draft={draft} services={services} onBack={() => setDraft(null)} />;
  }
  return <ListDialog card={card} services={services} onChange={setDraft} onClose={onClose} />;
}

interface ListDialogProps {
  readonly card: Card;
  readonly services: Services;
  readonly onChange: (draft: Draft) => void;
  readonly onClose: () => void;
}

function ListDialog({ card, services, onChange, onClose }: ListDialogProps) {
  const t = useTexts();
  const { view, error, busy } = services;
  const unfinished = view?.unfinished ?? null;
  const isRead = view !== null && unfinished === null;
  const main = mainAction(services);
  useHotkey('Ctrl+Enter', main.act, { enabled: !isRead, throughDialogs: true });

  return (
    <Dialog
      wide
      title={t('services.title', { blank: card.blankSerial })}
      isOpen
      onClose={onClose}
      testId="services-dialog"
      actions={
        <>
          <Button onPress={onClose} hotkey="Esc" testId="services-close">
            {t('shell.close')}
          </Button>
          {isRead ? (
            <ListActions services={services} onAdd={() => onChange({ act: 'add' })} />
          ) : (
            <Button
              big
              look="primary"
              onPress={main.act}
              isPending={busy !== null}
              hotkey="Ctrl+Enter"
              testId={`services-${main.name}`}
            >
              {busy === null ? t(`services.${main.name}`) : t('services.reading')}
            </Button>
          )}
        </>
      }
    >
      {view === null && busy === null ? <p>{t('services.place')}</p> : null}
      {unfinished === null ? null : (
        <Notice tone="care" title={t('services.unfinished', { service: unfinished.serviceId })} />
      )}
      {busy === null ? null : <CardAtWork jobId={card.jobId} />}
      {error === null ? null : <ErrorNotice error={error} />}
      {isRead && busy === null ? <ServiceList view={view} onChange={onChange} /> : null}
      {services.proofs === null ? null : <Proofs proofs={services.proofs} />}
    </Dialog>
  );
}

/** Before there is a list to work on: read it, or finish what was begun. */
function mainAction(services: Services): { readonly name: 'read' | 'finish'; readonly act: () => void } {
  return (services.view?.unfinished ?? null) === null
    ? { name: 'read', act: () => void services.read() }
    : { name: 'finish', act: () => void services.finish() };
}

function ListActions({ services, onAdd }: { readonly services: Services; readonly onAdd: () => void }) {
  const t = useTexts();
  const may = useMay();
  const isBusy = services.busy !== null;
  return (
    <>
      {may('service.prove') && (services.view?.entries.length ?? 0) > 0 ? (
        <Button onPress={() => void services.prove()} isPending={isBusy} testId="services-prove">
          {t('services.prove')}
        </Button>
      ) : null}
      {may('service.add') ? (
        <Button autoFocus big look="primary" onPress={onAdd} isPending={isBusy} testId="services-add">
          {t('services.add')}
        </Button>
      ) : null}
    </>
  );
}
