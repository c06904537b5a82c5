/** One entry of the log, whole. */

import { actionTitle, fieldTitle, subjectTitle } from '../../../shared/audit/catalogue.ts';
import type { AuditEntry } from '../../../shared/model/audit.ts';
import { formatSecond } from '../../format.ts';
import { useCodeText, useLanguage, useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { OutcomeChip } from './OutcomeChip.tsx';

interface AuditEntryDialogProps {
  readonly entry: AuditEntry | null;
  readonly onClose: () => void;
  readonly onSameSubject: (subjectId: string) => void;
}

export function AuditEntryDialog({ entry, onClose, onSameSubject }: AuditEntryDialogProps) {
  const t = useTexts();
  return (
    <Dialog
      wide
      title={entry === null ? '' : t('audit.entry', { sequence: entry.sequence })}
      isOpen={entry !== null}
      onClose={onClose}
      testId="audit-entry"
      actions={
        <>
          <Button onPress={() => entry !== null && onSameSubject(entry.subject.id)} testId="audit-same-subject">
            {t('audit.entry.sameSubject')}
          </Button>
          <Button look="primary" autoFocus onPress={onClose} hotkey="Esc">
            {t('shell.close')}
          </Button>
        </>
      }
    >
      {entry === null ? null : <Entry entry={entry} />}
    </Dialog>
  );
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const t = useTexts();
  const language = useLanguage();
  const code = useCodeText();
  const detail = Object.entries(entry.detail);
  return (
    <>
      <Facts
        columns={3}
        facts={[
          { label: t('audit.column.action'), value: actionTitle(entry.action, language) },
          { label: t('audit.column.outcome'), value: <OutcomeChip outcome={entry.outcome} /> },
          { label: t('audit.column.time'), value: formatSecond(entry.time) },
          { label: t('audit.column.actor'), value: entry.actor, exact: true },
          { label: t('audit.entry.role'), value: code('role', entry.role) },
          { label: t('audit.entry.workstation'), value: entry.workstation, exact: true },
          {
            label: `${t('audit.column.subject')} · ${subjectTitle(entry.subject.kind, language)}`,
            value: entry.subject.id,
            exact: true,
            wide: true,
          },
        ]}
      />
      <h3>{t('audit.entry.detail')}</h3>
      {detail.length === 0 ? (
        <p className="soft">{t('audit.entry.noDetail')}</p>
      ) : (
        <Facts
          facts={detail.map(([name, value]) => ({
            label: fieldTitle(name, language),
            value: String(value),
            exact: true,
          }))}
        />
      )}
    </>
  );
}
