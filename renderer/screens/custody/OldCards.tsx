/** The old cards in the office, and their destruction before a witness. */

import { useMemo, useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import type { SecondPerson as Signer } from '../../../shared/model/service.ts';
import { call } from '../../client.ts';
import { formatRecent } from '../../format.ts';
import { useTexts, type Translate } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable.tsx';
import { useCall } from '../../use-call.ts';
import { isSigned, nobody, SecondPerson } from '../../ui/SecondPerson.tsx';
import { useAct } from '../../use-act.ts';

type Row = CallOutput<'oldCard.list'>[number];

export function OldCards({ version }: { readonly version: number }) {
  const t = useTexts();
  const may = useMay();
  const [open, setOpen] = useState<Row | null>(null);
  const states = ['collected', 'cancelled', 'evidence', 'destroyed'] as const;
  const list = useCall('oldCard.list', { states: [...states] }, version);
  const columns = useMemo(() => columnsIn(t), [t]);
  if (list.error !== null) return <ErrorNotice error={list.error} />;
  if (list.value === null) return <p className="empty">{t('shell.loading')}</p>;
  return (
    <>
      <VirtualTable
        label={t('oldCard.list')}
        columns={columns}
        rows={list.value}
        textOf={(row) => row.applicationNumber}
        onOpen={(row) => setOpen(row.state === 'cancelled' && may('oldCard.destroy') ? row : null)}
        empty={t('oldCard.none')}
        testId="old-cards"
      />
      {open === null ? null : <DestroyDialog key={open.id} old={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function DestroyDialog({ old, onClose }: { readonly old: Row; readonly onClose: () => void }) {
  const t = useTexts();
  const act = useAct();
  const [second, setSecond] = useState<Signer>(nobody);
  function destroy(): void {
    // A password is never kept for another try.
    setSecond({ account: second.account, password: '' });
    void act.run(
      () => call('oldCard.destroy', { oldCardId: old.id, revision: old.revision, second }),
      ({ witness }) => {
        say('oldCard.destroyed', { witness: witness ?? '' }, 'good');
        onClose();
      },
    );
  }
  return (
    <Dialog
      title={t('oldCard.destroyTitle')}
      isOpen
      onClose={onClose}
      testId="destroy-dialog"
      actions={
        <>
          <Button onPress={onClose} hotkey="Esc">
            {t('shell.close')}
          </Button>
          <Button
            look="danger"
            onPress={destroy}
            isDisabled={!isSigned(second)}
            isPending={act.isPending}
            testId="old-destroy"
          >
            {t('oldCard.destroy')}
          </Button>
        </>
      }
    >
      <Facts
        columns={2}
        facts={[
          { label: t('oldCard.column.application'), value: old.applicationNumber, exact: true },
          { label: t('oldCard.layout'), value: t(`oldCard.layout.${old.layout}`) },
        ]}
      />
      <p className="soft">{t('oldCard.destroyHelp')}</p>
      <SecondPerson second={second} onChange={setSecond} takesFocus />
      {act.error === null ? null : <ErrorNotice error={act.error} />}
    </Dialog>
  );
}

/** What stands in the way of the case weighs more than that it is urgent. */
function CaseMark({ row: { caseState, urgent, state } }: { readonly row: Row }) {
  const t = useTexts();
  if (caseState !== 'accepted' && state !== 'destroyed')
    return <StatusChip text={t(`application.state.${caseState}`)} shape="stop" tone="bad" />;
  return urgent ? <StatusChip text={t('custody.urgent')} shape="bolt" tone="care" /> : null;
}

function columnsIn(t: Translate): readonly TableColumn<Row>[] {
  return [
    {
      id: 'application',
      title: t('oldCard.column.application'),
      width: '2fr',
      minWidth: 140,
      isRowHeader: true,
      cell: (row) => <span className="exact">{row.applicationNumber}</span>,
    },
    { id: 'mark', title: t('queue.column.urgent'), width: 104, cell: (row) => <CaseMark row={row} /> },
    { id: 'layout', title: t('oldCard.layout'), width: 96, cell: (row) => t(`oldCard.layout.${row.layout}`) },
    { id: 'read', title: t('oldCard.column.readBy'), width: 96, cell: (row) => t(`oldCard.readBy.${row.readBy}`) },
    {
      id: 'collected',
      title: t('oldCard.column.collected'),
      width: '1fr',
      minWidth: 150,
      cell: (row) => `${row.collectedBy} ${formatRecent(row.collectedAt)}`,
    },
    {
      id: 'state',
      title: t('oldCard.column.state'),
      width: 150,
      cell: (row) => (
        <StatusChip
          text={t(`oldCard.state.${row.state}`)}
          shape={row.state === 'destroyed' ? 'tick' : 'half'}
          tone={row.state === 'destroyed' ? 'good' : 'accent'}
        />
      ),
    },
  ];
}
