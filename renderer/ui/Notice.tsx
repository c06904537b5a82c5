/** A sentence that stays until it is no longer true; and a failure: what happened, the card, what to do next. */

import type { ReactNode } from 'react';
import type { AppError } from '../../shared/result.ts';
import { describeError } from '../../shared/messages/describe.ts';
import { useLanguage, useTexts } from '../language.tsx';
import { Shape, type ShapeName } from './Shape.tsx';

export type NoticeTone = 'plain' | 'good' | 'care' | 'bad';

const shapes: Readonly<Record<NoticeTone, ShapeName>> = { plain: 'ring', good: 'tick', care: 'triangle', bad: 'stop' };

interface NoticeProps {
  readonly tone?: NoticeTone;
  readonly title: string;
  readonly children?: ReactNode;
  readonly testId?: string;
}

export function Notice({ tone = 'plain', title, children, testId }: NoticeProps) {
  return (
    <section className={`notice ${tone}`} data-testid={testId}>
      <Shape name={shapes[tone]} />
      <div className="notice-body">
        <p className="notice-title">{title}</p>
        {children}
      </div>
    </section>
  );
}

/** Announced at once: the person must not go on without knowing. */
export function ErrorNotice({ error, children }: { readonly error: AppError; readonly children?: ReactNode }) {
  const t = useTexts();
  const text = describeError(error, useLanguage());
  return (
    <div role="alert" data-testid="error-notice" data-kind={error.kind}>
      <Notice tone="bad" title={text.what}>
        <dl className="failure">
          {text.card === undefined ? null : (
            <>
              <dt>{t('failure.card')}</dt>
              <dd>{text.card}</dd>
            </>
          )}
          <dt>{t('failure.next')}</dt>
          <dd>{text.next}</dd>
        </dl>
        {children}
      </Notice>
    </div>
  );
}
