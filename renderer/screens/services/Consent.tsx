/** The holder is asked, in a language they read, whether they agree to exactly this service; yes and no are both on record. */

import { formatValidity } from '../../format.ts';
import { translate, useTexts } from '../../language.tsx';
import type { Language } from '../../../shared/messages/texts.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox, Choices } from '../../ui/fields.tsx';
import type { Filled } from './use-services.ts';

export interface Answer {
  readonly language: Language;
  readonly agrees: boolean;
}

interface ConsentProps {
  readonly details: Filled['service'];
  readonly answer: Answer;
  readonly onAnswer: (answer: Answer) => void;
  readonly onDeclined: () => void;
  /** The service is described, so that somebody can be asked about it. */
  readonly canAsk: boolean;
}

export function Consent({ details, answer, onAnswer, onDeclined, canAsk }: ConsentProps) {
  const t = useTexts();
  const { language, agrees } = answer;
  const { nameZh, nameEn, endpoint, from, until } = details;
  const service = language === 'zh' ? nameZh : nameEn;
  const question = translate(language, 'services.consent.question', {
    service,
    endpoint,
    validity: canAsk ? formatValidity(from, until) : '',
  });
  return (
    <section className="service-consent" aria-label={t('services.consent')}>
      <Choices
        label={t('services.consent.language')}
        value={language}
        onChange={(next) => onAnswer({ language: next, agrees: false })}
        choices={[
          { value: 'zh', text: t('handover.zh') },
          { value: 'en', text: t('handover.en') },
        ]}
      />
      {canAsk ? (
        <blockquote lang={language === 'zh' ? 'zh-CN' : 'en-GB'} data-testid="consent-question">
          {question}
        </blockquote>
      ) : null}
      <div className="desk-row">
        <Checkbox
          isSelected={agrees}
          onChange={(next) => onAnswer({ language, agrees: next })}
          isDisabled={!canAsk}
          testId="holder-consents"
        >
          {t('services.consent.agrees')}
        </Checkbox>
        <Button onPress={onDeclined} isDisabled={!canAsk || agrees} testId="holder-declines">
          {t('services.consent.declines')}
        </Button>
      </div>
    </section>
  );
}
