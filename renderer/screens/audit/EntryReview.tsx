/** Marks and notes of reviewers on one entry; each of them is an entry itself. */

import { useState } from 'react';
import type { AppError, Result } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { formatInstant } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { useCall } from '../../use-call.ts';

const longestNote = 1000;

interface EntryReviewProps {
  readonly sequence: number;
  readonly version: number;
  readonly onChanged: () => void;
}

export function EntryReview({ sequence, version, onChanged }: EntryReviewProps) {
  const t = useTexts();
  const may = useMay();
  const [text, setText] = useState('');
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  // The page of one entry: it alone says whether it is marked now.
  const found = useCall('audit.search', { before: sequence + 1, limit: 1 }, version);
  const isMarked = found.value?.marked.includes(sequence) ?? false;
  const reviews = may('audit.mark') || may('audit.note') || may('audit.notes');

  async function put(write: () => Promise<Result<unknown>>): Promise<boolean> {
    if (working) return false;
    setWorking(true);
    const answer = await write();
    setWorking(false);
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) onChanged();
    return answer.ok;
  }
  async function mark(): Promise<void> {
    if (await put(() => call('audit.mark', { sequence, marked: !isMarked })))
      say(isMarked ? 'audit.mark.removed' : 'audit.mark.set', { sequence }, 'good');
  }
  async function note(): Promise<void> {
    if (!(await put(() => call('audit.note', { sequence, text })))) return;
    setText('');
    say('audit.note.kept', { sequence }, 'good');
  }

  if (!reviews && !isMarked) return null;
  return (
    <section aria-labelledby="entry-review" className="audit-section" data-testid="entry-review">
      <div className="audit-line">
        <h3 id="entry-review">{t('audit.review')}</h3>
        {isMarked ? <StatusChip text={t('audit.marked')} shape="flag" tone="care" /> : null}
        <span className="audit-gap" />
        {may('audit.mark') ? (
          <Button onPress={() => void mark()} isDisabled={found.value === null} testId="entry-mark">
            {t(isMarked ? 'audit.unmark' : 'audit.mark')}
          </Button>
        ) : null}
      </div>
      {failure === null ? null : <ErrorNotice error={failure} />}
      {may('audit.notes') ? <Notes sequence={sequence} version={version} /> : null}
      {may('audit.note') ? (
        <div className="audit-note-form">
          <TextField
            label={t('audit.note')}
            value={text}
            onChange={setText}
            help={t('audit.note.help')}
            maxLength={longestNote}
            lines={2}
            testId="note-text"
          />
          <Button onPress={() => void note()} isDisabled={text.trim() === ''} isPending={working} testId="note-keep">
            {t('audit.note.keep')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Notes({ sequence, version }: { readonly sequence: number; readonly version: number }) {
  const t = useTexts();
  const { value, error } = useCall('audit.notes', { sequence }, version);
  if (error !== null) return <ErrorNotice error={error} />;
  if (value === null || value.length === 0) return null;
  return (
    <ul className="audit-notes" data-testid="notes">
      {value.map(({ time, actor, text, isWhole }) => (
        <li key={`${time} ${text}`} className="audit-note">
          <p className="soft">
            {actor} · {formatInstant(time)}
          </p>
          <p>{text ?? t('audit.note.deleted')}</p>
          {text === null || isWhole ? null : <Notice tone="bad" title={t('audit.note.altered')} />}
        </li>
      ))}
    </ul>
  );
}
