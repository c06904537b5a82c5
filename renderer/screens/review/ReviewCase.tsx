/** One opened case under review. */

import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import type { SecondPerson as Signer } from '../../../shared/model/service.ts';
import type { AppError } from '../../../shared/result.ts';
import { CaseHead } from '../../case/CaseHead.tsx';
import { LoadedPreview } from '../../case/Preview.tsx';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useNavigation } from '../../navigation.tsx';
import { nextCase } from '../../next-case.ts';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import type { Loaded } from '../../use-call.ts';
import { PersonPanel, RecordPanel } from './CaseFields.tsx';
import { CropDialog } from './CropDialog.tsx';
import { OverrideDialog } from './OverrideDialog.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { Warnings } from './Warnings.tsx';

interface ReviewCaseProps {
  readonly view: ApplicationView;
  readonly preview: Loaded<CallOutput<'application.preview'>>;
  readonly onReload: () => void;
  /** The case as a call has just answered it. */
  readonly onChanged: (view: ApplicationView) => void;
}

export function ReviewCase({ view, preview, onReload, onChanged }: ReviewCaseProps) {
  const t = useTexts();
  const may = useMay();
  const { go } = useNavigation();
  const { application, warnings } = view;
  const [acknowledged, setAcknowledged] = useState<readonly string[]>([]);
  const [cropping, setCropping] = useState(false);
  const [returning, setReturning] = useState(false);
  const [working, setWorking] = useState(false);
  const [overriding, setOverriding] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  const isOpen = application.state === 'received' && may('review.accept');
  const canCrop = mayBeCropped(view) && may('review.crop');
  const missing = warnings.filter(({ kind }) => !acknowledged.includes(kind)).length;

  async function goToNext(): Promise<void> {
    const next = await nextCase(['toReview'], application.id);
    if (next.ok) go({ reviewing: next.value });
    else setError(next.error);
  }

  async function accept(second?: Signer): Promise<void> {
    if (working || !isOpen) return;
    setWorking(true);
    setError(null);
    const answer = await call('review.accept', {
      applicationId: application.id,
      revision: application.revision,
      acknowledged: [...acknowledged],
      ...(second === undefined ? {} : { second }),
    });
    setWorking(false);
    // Not a failure of the review but its question: who else answers for these warnings?
    if (!answer.ok && answer.error.kind === 'access.overrideNeedsSecond') {
      setOverriding(true);
      return;
    }
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    say('review.accepted', { number: application.number }, 'good');
    await goToNext();
  }

  useHotkey('Ctrl+Enter', () => void accept(), { enabled: isOpen });
  useHotkey('Alt+C', () => setCropping(true), { enabled: canCrop });
  useHotkey('Alt+N', () => void goToNext());
  useHotkey('Alt+R', () => setReturning(true), { enabled: isOpen });

  return (
    <div className="screen review">
      <CaseHead view={view}>
        <Button onPress={() => void goToNext()} hotkey="Alt+N" testId="skip">
          {t('review.skip')}
        </Button>
      </CaseHead>
      <div className="review-body">
        <section
          className="review-fields"
          aria-label={t('review.fields')}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: what scrolls is reached by keyboard
          tabIndex={0}
        >
          <PersonPanel view={view} onCrop={canCrop ? () => setCropping(true) : null} />
          <RecordPanel application={application} />
        </section>
        <div className="review-card beside">
          <Warnings
            warnings={warnings}
            acknowledged={acknowledged}
            isOpen={isOpen}
            onAcknowledge={(kind, isSeen) =>
              setAcknowledged((previous) => (isSeen ? [...previous, kind] : previous.filter((one) => one !== kind)))
            }
          />
          <LoadedPreview preview={preview} number={application.number} />
        </div>
      </div>
      {error === null ? null : (
        <ErrorNotice error={error}>
          {error.kind === 'changedMeanwhile' ? (
            <div>
              <Button onPress={onReload}>{t('shell.retry')}</Button>
            </div>
          ) : null}
        </ErrorNotice>
      )}
      {isOpen ? (
        <section className="action-bar" aria-label={t('review.actions')}>
          <p className="grow" data-testid="warnings-left">
            {warnings.length === 0
              ? t('review.noWarnings')
              : missing === 0
                ? t('review.ackDone')
                : t('review.ackMissing', { count: missing })}
          </p>
          <Button big look="danger" onPress={() => setReturning(true)} hotkey="Alt+R" testId="return">
            {t('review.return')}
          </Button>
          <Button
            big
            look="primary"
            onPress={() => void accept()}
            hotkey="Ctrl+Enter"
            isPending={working}
            isDisabled={missing > 0}
            testId="accept"
          >
            {working ? t('review.accepting') : t('review.accept')}
          </Button>
        </section>
      ) : (
        <ReadOnly view={view} onIssue={() => go({ screen: 'issue', issuing: application.id })} />
      )}
      <CropDialog
        view={view}
        isOpen={cropping}
        onClose={() => setCropping(false)}
        onSaved={(changed) => {
          setCropping(false);
          // Another crop is another portrait: what was ticked of the former one says nothing of it.
          setAcknowledged((previous) => previous.filter((kind) => !kind.startsWith('photo')));
          onChanged(changed);
        }}
      />
      {overriding ? (
        <OverrideDialog
          application={application}
          warnings={warnings}
          onClose={() => setOverriding(false)}
          onApproved={(second) => {
            setOverriding(false);
            void accept(second);
          }}
        />
      ) : null}
      <ReturnDialog
        application={application}
        isOpen={returning}
        onClose={() => setReturning(false)}
        onReturned={() => void goToNext()}
      />
    </div>
  );
}

/** As the app decides: the faces are not composed yet, and the case is neither returned nor stopped. */
function mayBeCropped({ application: { state }, framing }: ApplicationView): boolean {
  return (state === 'received' || state === 'accepted') && !framing.isSettled;
}

function ReadOnly({ view, onIssue }: { readonly view: ApplicationView; readonly onIssue: () => void }) {
  const t = useTexts();
  const may = useMay();
  const { application, card } = view;
  const canIssue = application.state === 'accepted' && card === null && may('job.compose');
  return (
    <section className="action-bar" aria-label={t('review.actions')}>
      <div className="grow">
        <Notice title={t('review.notOpen', { state: t(`application.state.${application.state}`) })}>
          {application.reason === null ? null : <p>{t('review.reason', { reason: application.reason })}</p>}
        </Notice>
      </div>
      {canIssue ? (
        <Button big look="primary" onPress={onIssue} hotkey="Alt+3">
          {t('review.toIssue')}
        </Button>
      ) : null}
    </section>
  );
}
