/** The old cards in the office, and their destruction before a witness, one or several in one sitting. */

import { useMemo, useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import { MOST_CASES } from '../../../shared/contract/sitting.ts';
import type { SecondPerson as Signer } from '../../../shared/model/service.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { formatRecent } from '../../format.ts';
import { translate, useLanguage, useTexts, type Translate } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import type { Keepable } from '../../waiting.ts';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Checkbox } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { VirtualTable, type TableColumn } from '../../ui/VirtualTable.tsx';
import { useCall } from '../../use-call.ts';
import { useAct } from '../../use-act.ts';
import './old-cards.css';

type Row = CallOutput<'oldCard.list'>[number];

export function OldCards({ version }: { readonly version: number }) {
  const t = useTexts();
  const may = useMay();
  const [open, setOpen] = useState<Row['id'] | null>(null);
  const [evidence, setEvidence] = useState<Row | null>(null);
  const states = ['collected', 'cancelled', 'evidence', 'destroyed'] as const;
  const list = useCall('oldCard.list', { states: [...states] }, version);
  const columns = useMemo(() => columnsIn(t), [t]);
  function show(row: Row): void {
    const { state, applicationNumber: number } = row;
    if (state === 'cancelled' && may('oldCard.destroy')) setOpen(row.id);
    if (state === 'evidence' && may('oldCard.cancel')) setEvidence(row);
    if (state === 'collected') say('oldCard.notCut', { number }, 'plain');
    if (state === 'destroyed') say('oldCard.ended', { number }, 'plain');
  }
  if (list.error !== null) return <ErrorNotice error={list.error} />;
  if (list.value === null) return <p className="empty">{t('shell.loading')}</p>;
  const cut = list.value.filter(({ state }) => state === 'cancelled');
  return (
    <>
      <VirtualTable
        label={t('oldCard.list')}
        columns={columns}
        rows={list.value}
        textOf={(row) => row.applicationNumber}
        onOpen={show}
        empty={t('oldCard.none')}
        testId="old-cards"
      />
      {open === null ? null : <DestroyDialog key={open} cut={cut} first={open} onClose={() => setOpen(null)} />}
      {evidence === null ? null : <EvidenceDialog key={evidence.id} old={evidence} onClose={() => setEvidence(null)} />}
    </>
  );
}

/** Evidence that nobody needs any more ends as every old card does: cut first. */
function EvidenceDialog({ old, onClose }: { readonly old: Row; readonly onClose: () => void }) {
  const t = useTexts();
  const act = useAct();
  const number = old.applicationNumber;
  async function cut(): Promise<void> {
    const { id: oldCardId, revision } = old;
    if ((await act.run(() => call('oldCard.cancel', { oldCardId, revision }))) === undefined) return;
    say('oldCard.nowCut', { number }, 'good');
    onClose();
  }
  return (
    <DangerDialog
      name="evidence"
      title={t('oldCard.evidenceTitle', { number })}
      keepText={t('shell.cancel')}
      actText={t('oldCard.cut')}
      isOpen
      isPending={act.isPending}
      onClose={onClose}
      onAct={() => void cut()}
    >
      {old.evidenceReason === null ? null : (
        <Facts columns={1} facts={[{ label: t('oldCard.holdReason'), value: old.evidenceReason }]} />
      )}
      <p>{t('oldCard.evidenceEnd')}</p>
      {act.error === null ? null : <ErrorNotice error={act.error} />}
    </DangerDialog>
  );
}

interface DestroyDialogProps {
  /** Those that were cut and can go. */
  readonly cut: readonly Row[];
  readonly first: Row['id'];
  readonly onClose: () => void;
}

/** One or several in one sitting: each is approved, and destroyed, by itself. */
function DestroyDialog({ cut, first, onClose }: DestroyDialogProps) {
  const t = useTexts();
  const language = useLanguage();
  const act = useAct();
  const [chosen, setChosen] = useState<ReadonlySet<Row['id']>>(new Set([first]));
  const [failed, setFailed] = useState<readonly Failed[]>([]);
  const going = cut.filter(({ id }) => chosen.has(id));

  function choose(id: Row['id'], isSelected: boolean): void {
    const next = new Set(chosen);
    if (isSelected) next.add(id);
    else next.delete(id);
    setChosen(next);
  }
  async function destroy(second: Signer): Promise<void> {
    setFailed([]);
    const acts = going.map((old) => keepableOf(old).act);
    const answer = await act.run(() => call('sitting.settle', { acts, second }));
    if (answer === undefined) return;
    const left = answer.results.flatMap((result, index) => {
      const old = going[index];
      return result.ok || old === undefined ? [] : [{ old, error: result.error }];
    });
    setFailed(left);
    setChosen(new Set(left.map(({ old }) => old.id)));
    if (left.length > 0) return;
    if (going.length === 1) say('oldCard.destroyed', { witness: second.account }, 'good');
    else say('oldCard.destroyedAll', { count: going.length, witness: second.account }, 'good');
    onClose();
  }
  return (
    <SecondPersonDialog
      name="destroy"
      title={t('oldCard.destroyTitle')}
      actText={t('oldCard.destroy')}
      cases={going.map((old) => ({ id: old.id, ...keepableOf(old).describe(language) }))}
      isComplete={going.length > 0 && going.length <= MOST_CASES}
      isPending={act.isPending}
      error={act.error}
      keep={going.map(keepableOf)}
      onClose={onClose}
      onApproved={(second) => void destroy(second)}
    >
      <p className="soft">{t('oldCard.destroyHelp')}</p>
      {failed.map(({ old, error }) => (
        <ErrorNotice key={old.id} error={error}>
          <p className="exact">{old.applicationNumber}</p>
        </ErrorNotice>
      ))}
      {cut.length < 2 ? null : (
        <fieldset className="choose-old">
          <legend className="field-label">{t('oldCard.choose')}</legend>
          {cut.map(({ id, applicationNumber }) => (
            <Checkbox
              key={id}
              isSelected={chosen.has(id)}
              onChange={(isSelected) => choose(id, isSelected)}
              testId={`choose-${applicationNumber}`}
            >
              <span className="exact">{applicationNumber}</span>
            </Checkbox>
          ))}
        </fieldset>
      )}
    </SecondPersonDialog>
  );
}

interface Failed {
  readonly old: Row;
  readonly error: AppError;
}

function keepableOf({ id, revision, applicationNumber, layout }: Row): Keepable {
  return {
    act: { call: 'oldCard.destroy', request: { oldCardId: id, revision } },
    describe: (language) => ({
      title: translate(language, 'sitting.case.oldCard', { number: applicationNumber }),
      facts: [
        { label: translate(language, 'oldCard.column.application'), value: applicationNumber, exact: true },
        { label: translate(language, 'oldCard.layout'), value: translate(language, `oldCard.layout.${layout}`) },
      ],
    }),
  };
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
    { id: 'mark', title: t('custody.column.mark'), width: 104, cell: (row) => <CaseMark row={row} /> },
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
