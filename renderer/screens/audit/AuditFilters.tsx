/** What to show of the log. */

import { actionTitle, auditActions } from '../../../shared/audit/catalogue.ts';
import { auditOutcomeSchema } from '../../../shared/model/audit.ts';
import { useLanguage, useTexts } from '../../language.tsx';
import { Select, TextField } from '../../ui/fields.tsx';
import type { Filter } from './use-audit.ts';

interface AuditFiltersProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

const any = 'any';

export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const t = useTexts();
  const language = useLanguage();
  const all = { value: any, text: t('audit.filter.any') } as const;
  return (
    <search className="audit-filters" aria-label={t('audit.filters')}>
      <Select
        label={t('audit.filter.action')}
        value={filter.action ?? any}
        onChange={(value) => onChange({ ...filter, action: value === any ? null : value })}
        choices={[all, ...auditActions.map((value) => ({ value, text: actionTitle(value, language) }))]}
      />
      <Select
        label={t('audit.filter.outcome')}
        value={filter.outcome ?? any}
        onChange={(value) => onChange({ ...filter, outcome: value === any ? null : value })}
        choices={[all, ...auditOutcomeSchema.options.map((value) => ({ value, text: t(`audit.outcome.${value}`) }))]}
      />
      <TextField
        label={t('audit.filter.actor')}
        value={filter.actor}
        onChange={(actor) => onChange({ ...filter, actor })}
        maxLength={64}
        testId="audit-actor"
      />
      <TextField
        label={t('audit.filter.subject')}
        value={filter.subjectId}
        onChange={(subjectId) => onChange({ ...filter, subjectId })}
        maxLength={128}
        testId="audit-subject"
      />
    </search>
  );
}
