/** What an import did: the counts, and every refused line with its number, its reason and what to do. */

import type { IntakeReport } from '../../../shared/model/intake.ts';
import { describeError } from '../../../shared/messages/describe.ts';
import { useLanguage, useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface ImportOutcomeProps {
  readonly report: IntakeReport | null;
  readonly onClose: () => void;
}

export function ImportOutcome({ report, onClose }: ImportOutcomeProps) {
  const t = useTexts();
  return (
    <Dialog
      wide
      title={t('intake.title')}
      isOpen={report !== null}
      onClose={onClose}
      testId="import-outcome"
      actions={
        <Button look="primary" autoFocus onPress={onClose} hotkey="Esc">
          {t('shell.close')}
        </Button>
      }
    >
      {report === null ? null : (
        <>
          <Facts columns={3} facts={[{ label: t('intake.file'), value: report.file }, ...counts(report, t)]} />
          <RefusedLines refused={report.refused} />
        </>
      )}
    </Dialog>
  );
}

const counted = ['lines', 'imported', 'replaced', 'withdrawn', 'held', 'released', 'duplicates'] as const;

function counts(report: IntakeReport, t: ReturnType<typeof useTexts>) {
  return [
    ...counted.map((name) => ({ label: t(`intake.${name}`), value: report[name] })),
    { label: t('intake.refused'), value: report.refused.length },
  ];
}

function RefusedLines({ refused }: Pick<IntakeReport, 'refused'>) {
  const t = useTexts();
  const language = useLanguage();
  if (refused.length === 0) return <Notice tone="good" title={t('intake.noneRefused')} />;
  return (
    <section>
      <h3 id="refused-lines">{t('intake.refusedList')}</h3>
      <ul className="refused" aria-labelledby="refused-lines">
        {refused.map(({ line, error }) => {
          const text = describeError(error, language);
          return (
            <li key={line} className="refused-line">
              <strong>{t('intake.refusedLine', { line })}</strong>
              <span>{text.what}</span>
              <span className="soft">{text.next}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
