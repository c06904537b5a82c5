/** A case goes first, at the next card boundary: which one, and why, for the log. */

import { useState } from 'react';
import { urgentReasonSchema, type BatchCase, type UrgentReason } from '../../../shared/model/batch.ts';
import type { Result } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { Choices, Select } from '../../ui/fields.tsx';
import { useCall } from '../../use-call.ts';

interface HurryDialogProps {
  /** Null: one that is ready and not of the batch yet. */
  readonly one: BatchCase | null;
  readonly known: readonly BatchCase[];
  readonly onClose: () => void;
  readonly onAct: (asked: Promise<Result<unknown>>) => void;
}

const manyCases = 200;

export function HurryDialog({ one, known, onClose, onAct }: HurryDialogProps) {
  const t = useTexts();
  const ready = useCall('queue.list', one === null ? { view: 'toIssue', offset: 0, limit: manyCases } : null);
  const [picked, setPicked] = useState<string | null>(one?.applicationId ?? null);
  const [reason, setReason] = useState<UrgentReason | null>(null);
  const others = (ready.value?.rows ?? []).filter(({ id }) => !known.some(({ applicationId }) => applicationId === id));

  function hurry(): void {
    if (picked === null || reason === null) return;
    onClose();
    onAct(call('batch.hurry', { applicationId: picked, reason }));
  }
  return (
    <DangerDialog
      name="hurry"
      title={t('batch.hurryTitle')}
      keepText={t('shell.cancel')}
      actText={t('batch.hurryAct')}
      isOpen
      isDisabled={picked === null || reason === null}
      onClose={onClose}
      onAct={hurry}
    >
      {one === null ? (
        <Select
          label={t('batch.hurryCase')}
          value={picked}
          onChange={setPicked}
          choices={others.map(({ id, number, latinName }) => ({ value: id, text: `${number} · ${latinName}` }))}
        />
      ) : (
        <p>
          <bdi className="exact">{one.number}</bdi> {one.latinName}
        </p>
      )}
      <Choices
        label={t('batch.hurryWhy')}
        value={reason}
        onChange={setReason}
        choices={urgentReasonSchema.options.map((value) => ({ value, text: t(`batch.urgent.${value}`) }))}
      />
    </DangerDialog>
  );
}
