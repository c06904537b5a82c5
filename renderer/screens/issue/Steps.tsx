/** The five steps of a card, each with its state in words and shape. */

import { useTexts } from '../../language.tsx';
import { Shape, type ShapeName } from '../../ui/Shape.tsx';
import { stepNames, stepsOf, type CaseNow, type StepName, type StepState } from './issue-stage.ts';
import type { Action } from './use-work.ts';

const shapes: Readonly<Record<StepState, ShapeName>> = {
  done: 'tick',
  current: 'diamond',
  running: 'bolt',
  waiting: 'ring',
  unknown: 'triangle',
  failed: 'stop',
};

export function Steps({ view, running }: { readonly view: CaseNow; readonly running: Action | null }) {
  const t = useTexts();
  return (
    <ol className="steps" aria-label={t('issue.steps')} data-testid="steps">
      {stepsOf(view, stepOf(running)).map(({ name, state }) => (
        <li
          key={name}
          className={`step ${state}`}
          data-testid={`step-${name}`}
          data-state={state}
          {...(state === 'current' || state === 'running' ? { 'aria-current': 'step' as const } : {})}
        >
          <Shape name={shapes[state]} />
          <span className="step-name">{t(`issue.step.${name}`)}</span>
          <span className="step-state">{t(`issue.stepState.${state}`)}</span>
        </li>
      ))}
    </ol>
  );
}

function stepOf(action: Action | null): StepName | null {
  return stepNames.find((name) => name === action) ?? null;
}
