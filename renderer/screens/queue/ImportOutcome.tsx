/**
 * What an import did: the counts, every refused line with its number, its reason and what to do, and the photos that came
 * in and are worth a second look.
 */

import type { IntakeReport } from '../../../shared/model/intake.ts';
import { describeError } from '../../../shared/messages/describe.ts';
import { warningText } from '../../../shared/messages/warning-text.ts';
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
          <PhotosToCheck report={report} />
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

/** Nothing of it is refused: the review shows each finding again, to be acknowledged there. */
function PhotosToCheck({ report: { doubtfulPhotos, photosToCheck } }: { readonly report: IntakeReport }) {
  const t = useTexts();
  const language = useLanguage();
  if (doubtfulPhotos === 0) return null;
  const unnamed = doubtfulPhotos - photosToCheck.length;
  return (
    <section data-testid="photos-to-check">
      <h3 id="photos-to-check">{t('intake.photosToCheck', { count: doubtfulPhotos })}</h3>
      <ul className="refused" aria-labelledby="photos-to-check">
        {photosToCheck.map(({ line, applicationNumber, findings }) => (
          <li key={line} className="photo-line">
            <strong>{t('intake.refusedLine', { line })}</strong>
            <span>{applicationNumber}</span>
            {findings.map((finding) => (
              <span key={finding.kind} className="soft">
                {warningText(finding, language)}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {unnamed > 0 ? <p className="soft">{t('intake.photosUnnamed', { count: unnamed })}</p> : null}
    </section>
  );
}
