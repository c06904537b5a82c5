/** What leaves the workstation as evidence, and what comes back to be compared: reports, months, the whole log, its key. */

import { useState, type ReactNode } from 'react';
import type { AppError, Result } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts, type TextKey, type TextValues } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/fields.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';
import { isPeriod, monthBefore, monthOf, dayOf } from './report-period.ts';
import { ProofText } from './ProofText.tsx';
import type { Verifying } from './use-verify.ts';

interface EvidenceTabProps {
  readonly verifying: Verifying;
  readonly version: number;
  readonly onChanged: () => void;
}

interface Taken {
  readonly key: TextKey;
  readonly values: TextValues;
}

export function EvidenceTab({ verifying, version, onChanged }: EvidenceTabProps) {
  const may = useMay();
  return (
    <div className="evidence" data-testid="evidence">
      <div className="stack">
        {may('audit.chooseAndReport') ? <Report onChanged={onChanged} /> : null}
        {may('audit.chooseAndArchive') ? <Month onChanged={onChanged} /> : null}
      </div>
      <div className="stack">
        {may('audit.chooseAndExport') ? <WholeLog onChanged={onChanged} /> : null}
        <Compare verifying={verifying} />
        <Key version={version} />
      </div>
    </div>
  );
}

/** One thing that is taken away: what it is, its button, and what came of it. */
function Take(props: {
  readonly id: string;
  readonly title: string;
  readonly explain: string;
  readonly button: string;
  readonly isDisabled?: boolean;
  readonly children?: ReactNode;
  /** Null where the person changed their mind. */
  readonly take: () => Promise<Result<Taken | null>>;
  readonly onChanged: () => void;
}) {
  const { id, title, explain, button, isDisabled = false, children, take, onChanged } = props;
  const t = useTexts();
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);

  async function run(): Promise<void> {
    if (working) return;
    setWorking(true);
    setError(null);
    const answer = await take();
    setWorking(false);
    if (!answer.ok) setError(answer.error);
    else if (answer.value !== null) {
      setTaken(answer.value);
      say(answer.value.key, answer.value.values, 'good');
    }
    onChanged();
  }
  return (
    <section className="panel stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p className="soft">{explain}</p>
      {children}
      <div className="button-row">
        <Button onPress={() => void run()} isDisabled={isDisabled} isPending={working} testId={id}>
          {button}
        </Button>
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
      {taken === null ? null : <Notice tone="good" title={t(taken.key, taken.values)} testId={`${id}-done`} />}
    </section>
  );
}

function Report({ onChanged }: { readonly onChanged: () => void }) {
  const t = useTexts();
  const [period, setPeriod] = useState(() => dayOf(new Date()));
  return (
    <Take
      id="audit-report"
      title={t('audit.report')}
      explain={t('audit.report.explain')}
      button={t('audit.report.make')}
      isDisabled={!isPeriod(period.trim())}
      onChanged={onChanged}
      take={async () => {
        const answer = await call('audit.chooseAndReport', { period: period.trim() });
        if (!answer.ok) return answer;
        const value = answer.value === null ? null : { period: period.trim(), file: answer.value.file };
        return { ok: true, value: value === null ? null : { key: 'audit.report.done', values: value } };
      }}
    >
      <TextField
        label={t('audit.report.period')}
        value={period}
        onChange={setPeriod}
        help={t('audit.report.periodHelp')}
        maxLength={10}
        testId="report-period"
      />
    </Take>
  );
}

function Month({ onChanged }: { readonly onChanged: () => void }) {
  const t = useTexts();
  const [month, setMonth] = useState(() => monthBefore(monthOf(new Date())));
  const wanted = month.trim();
  return (
    <Take
      id="audit-archive"
      title={t('audit.archive')}
      explain={t('audit.archive.explain')}
      button={t('audit.archive.make')}
      isDisabled={!isPeriod(wanted) || wanted.length > 7}
      onChanged={onChanged}
      take={async () => {
        const answer = await call('audit.chooseAndArchive', { month: wanted });
        if (!answer.ok) return answer;
        if (answer.value === null) return { ok: true, value: null };
        const { first, size, folder } = answer.value;
        return {
          ok: true,
          value: { key: 'audit.archive.done', values: { month: wanted, first, last: size - 1, folder } },
        };
      }}
    >
      <TextField
        label={t('audit.archive.month')}
        value={month}
        onChange={setMonth}
        help={t('audit.archive.monthHelp')}
        maxLength={7}
        testId="archive-month"
      />
    </Take>
  );
}

function WholeLog({ onChanged }: { readonly onChanged: () => void }) {
  const t = useTexts();
  return (
    <Take
      id="audit-export"
      title={t('audit.export')}
      explain={t('audit.export.explain')}
      button={t('audit.export.make')}
      onChanged={onChanged}
      take={async () => {
        const answer = await call('audit.chooseAndExport', {});
        if (!answer.ok) return answer;
        return { ok: true, value: answer.value === null ? null : { key: 'audit.exported', values: answer.value } };
      }}
    />
  );
}

/** Only a checkpoint that was kept elsewhere shows that the end of the log was cut off, or all of it rolled back. */
function Compare({ verifying }: { readonly verifying: Verifying }) {
  const t = useTexts();
  const [text, setText] = useState('');
  // What is pasted may have lost the line break at its end, without which it is no note.
  const known = text.trim() === '' ? [] : [`${text.trim()}\n`];
  return (
    <section className="panel stack" aria-labelledby="compare-title">
      <h2 id="compare-title">{t('audit.compare')}</h2>
      <p className="soft">{t('audit.compare.explain')}</p>
      <TextField
        label={t('audit.compare.text')}
        value={text}
        onChange={setText}
        maxLength={4096}
        lines={3}
        testId="compare-text"
      />
      <div className="button-row">
        <Button
          onPress={() => void verifying.verify(known)}
          isDisabled={known.length === 0}
          isPending={verifying.isWorking}
          testId="compare"
        >
          {t('audit.compare.verify')}
        </Button>
      </div>
    </section>
  );
}

function Key({ version }: { readonly version: number }) {
  const t = useTexts();
  const { value, error } = useCall('audit.list', { limit: 1 }, version);
  return (
    <section className="panel stack" aria-labelledby="key-title">
      <h2 id="key-title">{t('audit.key')}</h2>
      <p className="soft">{t('audit.key.explain')}</p>
      {error === null ? null : <ErrorNotice error={error} />}
      {value === null ? null : <ProofText label={t('audit.key.text')} text={value.verifierKey} />}
    </section>
  );
}
