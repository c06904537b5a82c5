/** The steps that this kind of work asks for: those done with who and when, the next one open, the rest waiting. */

import type { ReactNode } from 'react';
import type { Requirement } from '../../../shared/hand-over/kinds.ts';
import type { HandOverView } from '../../../shared/model/hand-over.ts';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import { assertNever } from '../../../shared/result.ts';
import { formatInstant } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { Shape } from '../../ui/Shape.tsx';
import { ChipStep } from './ChipStep.tsx';
import { HolderStep } from './HolderStep.tsx';
import { IdentityStep } from './IdentityStep.tsx';
import { OldCardStep } from './OldCardStep.tsx';
import { SignatureStep } from './SignatureStep.tsx';

export interface StepProps {
  readonly case: ApplicationView;
  readonly view: HandOverView;
  readonly onView: (view: HandOverView) => void;
}

interface StepListProps extends StepProps {
  readonly onHandedOver: (receipt: Uint8Array) => void;
}

export function StepList(props: StepListProps) {
  const t = useTexts();
  const { view, onView, onHandedOver } = props;
  const step: StepProps = { case: props.case, view, onView };
  // Signed and not yet handed over is the last step still.
  const current = view.steps.find(({ done }) => done === null)?.requirement ?? 'signature';

  function bodyOf(requirement: Requirement): ReactNode {
    switch (requirement) {
      case 'revocation':
        return null;
      case 'oldCard':
      case 'oldCardRead':
        return <OldCardStep {...step} />;
      case 'identity':
        return <IdentityStep {...step} />;
      case 'chip':
        return <ChipStep {...step} />;
      case 'holder':
        return <HolderStep {...step} />;
      case 'signature':
        return <SignatureStep {...step} onHandedOver={onHandedOver} />;
      default:
        return assertNever(requirement);
    }
  }

  return (
    <ol className="desk-steps" data-testid="desk-steps" data-current={current}>
      {view.steps.map(({ requirement, done }) => (
        <li
          key={requirement}
          className={`desk-step ${done === null ? 'to-do' : 'done'}`}
          aria-current={requirement === current ? 'step' : undefined}
          data-testid={`desk-step-${requirement}`}
          data-done={done !== null}
        >
          <p className="desk-step-head">
            <Shape name={done === null ? 'ring' : 'tick'} />
            <span className="grow">{t(`handover.step.${requirement}`)}</span>
            <span className="soft">
              {done === null
                ? t('handover.stepOpen')
                : t('handover.stepDone', { by: done.by, at: formatInstant(done.at) })}
            </span>
          </p>
          {requirement === current ? <div className="desk-step-body">{bodyOf(requirement)}</div> : null}
        </li>
      ))}
    </ol>
  );
}
