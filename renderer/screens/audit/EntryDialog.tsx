/** One entry of the log, whole: what it says, that it is in the log, and what reviewers made of it. */

import { actionTitle } from '../../../shared/audit/catalogue.ts';
import type { AuditForm } from '../../../shared/audit/shown.ts';
import { actorText, detailText, detailTitle, isExact, subjectWords } from '../../../shared/messages/audit-detail.ts';
import { formatSecond } from '../../format.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useCodeText, useLanguage, useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { EntryProof } from './EntryProof.tsx';
import { EntryReview } from './EntryReview.tsx';
import { lifeIdOf } from './life-of-card.ts';
import { OutcomeChip } from './OutcomeChip.tsx';
import { SeverityChip } from './SeverityChip.tsx';

export interface OpenEntry {
  readonly entry: AuditForm;
  /** The list that it was opened from, as it was shown: its neighbours are one key away. */
  readonly among: readonly AuditForm[];
  /** Of another log: nothing of ours proves it, and nothing is written about it here. */
  readonly origin?: string;
}

interface EntryDialogProps {
  readonly open: OpenEntry | null;
  /** Grows when the log was changed from here. */
  readonly version: number;
  readonly onOpen: (open: OpenEntry | null) => void;
  readonly onChanged: () => void;
  readonly onSameSubject: (id: string) => void;
  readonly onLife: (id: string) => void;
}

export function EntryDialog({ open, version, onOpen, onChanged, onSameSubject, onLife }: EntryDialogProps) {
  const t = useTexts();
  const at = open === null ? -1 : open.among.indexOf(open.entry);
  const above = open?.among[at - 1];
  const below = at < 0 ? undefined : open?.among[at + 1];
  const isOwn = open !== null && open.origin === undefined;
  const lifeId = isOwn ? lifeIdOf(open.entry) : null;
  function show(entry: AuditForm | undefined): void {
    if (entry !== undefined && open !== null) onOpen({ ...open, entry });
  }
  useHotkey('Alt+ArrowUp', () => show(above), { enabled: above !== undefined, throughDialogs: true });
  useHotkey('Alt+ArrowDown', () => show(below), { enabled: below !== undefined, throughDialogs: true });

  return (
    <Dialog
      wide
      title={open === null ? '' : t('audit.entry', { sequence: open.entry.sequence })}
      isOpen={open !== null}
      onClose={() => onOpen(null)}
      testId="audit-entry"
      actions={
        <>
          <Button onPress={() => show(above)} isDisabled={above === undefined} hotkey="Alt+↑" testId="entry-above">
            {t('audit.entry.above')}
          </Button>
          <Button onPress={() => show(below)} isDisabled={below === undefined} hotkey="Alt+↓" testId="entry-below">
            {t('audit.entry.below')}
          </Button>
          <span className="audit-gap" />
          {isOwn ? (
            <Button onPress={() => onSameSubject(open.entry.subject.id)} testId="audit-same-subject">
              {t('audit.entry.sameSubject')}
            </Button>
          ) : null}
          {lifeId === null ? null : (
            <Button onPress={() => onLife(lifeId)} testId="entry-life">
              {t('audit.entry.life')}
            </Button>
          )}
          <Button look="primary" autoFocus onPress={() => onOpen(null)} hotkey="Esc">
            {t('shell.close')}
          </Button>
        </>
      }
    >
      {open === null ? null : (
        <>
          <EntryFacts entry={open.entry} />
          {isOwn ? (
            <>
              <EntryReview
                key={open.entry.sequence}
                sequence={open.entry.sequence}
                version={version}
                onChanged={onChanged}
              />
              <EntryProof sequence={open.entry.sequence} version={version} />
            </>
          ) : null}
        </>
      )}
    </Dialog>
  );
}

/** Letters that stand beside two other facts. */
const narrow = 26;

function EntryFacts({ entry }: { readonly entry: AuditForm }) {
  const t = useTexts();
  const language = useLanguage();
  const code = useCodeText();
  const subject = subjectWords(entry.subject, language);
  const about: readonly Fact[] =
    subject.id === ''
      ? [{ label: t('audit.column.subject'), value: subject.kind }]
      : [
          {
            label: `${t('audit.column.subject')} · ${subject.kind}`,
            value: subject.id,
            exact: subject.isExact,
            wide: subject.id.length > narrow,
          },
        ];
  const detail = Object.entries(entry.detail)
    .map(([name, value]) => {
      const text = detailText(name, value, language);
      return { label: detailTitle(name, language), value: text, exact: isExact(name), wide: text.length > narrow };
    })
    // What takes a line of its own comes after what stands side by side.
    .toSorted((one, other) => Number(one.wide) - Number(other.wide));
  return (
    <div className="audit-facts">
      <Facts
        columns={3}
        facts={[
          {
            label: t('audit.column.action'),
            value: <span className="audit-word">{actionTitle(entry.action, language)}</span>,
          },
          { label: t('audit.column.outcome'), value: <OutcomeChip outcome={entry.outcome} /> },
          { label: t('audit.column.severity'), value: <SeverityChip entry={entry} /> },
          { label: t('audit.column.time'), value: formatSecond(entry.time) },
          {
            label: t('audit.column.actor'),
            value: `${actorText(entry, language)} · ${code('role', entry.role)}`,
          },
          { label: t('audit.entry.workstation'), value: entry.workstation, exact: true },
          ...about,
        ]}
      />
      <h3>{t('audit.entry.detail')}</h3>
      {detail.length === 0 ? <p className="soft">{t('audit.entry.noDetail')}</p> : <Facts columns={3} facts={detail} />}
    </div>
  );
}
