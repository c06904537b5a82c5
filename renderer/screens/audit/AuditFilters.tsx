/** What to show of the log: words, time, person, kind, outcome, weight, and what it is about. */

import type { Ref } from 'react';
import { actionTitle, auditActions, subjectTitle } from '../../../shared/audit/catalogue.ts';
import { outcomes, severities, subjectKinds } from '../../../shared/audit/event-kind.ts';
import { actorText } from '../../../shared/messages/audit-detail.ts';
import { useLanguage, useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { SearchField, Select, TextField } from '../../ui/fields.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { isFiltered, momentOf, noFilter, periods, type Filter } from './audit-filter.ts';

interface AuditFiltersProps {
  readonly filter: Filter;
  /** Accounts to choose among. */
  readonly actors: readonly string[];
  readonly onChange: (filter: Filter) => void;
  readonly searchRef: Ref<HTMLInputElement>;
  /** Arrow down leaves the search for the list. */
  readonly onLeave: () => void;
}

/** No account has such a name. */
const any = '*';

export function AuditFilters({ filter, actors, onChange, searchRef, onLeave }: AuditFiltersProps) {
  const t = useTexts();
  const language = useLanguage();
  const all = { value: any, text: t('audit.filter.any') } as const;
  const people = actors.map((value) => ({ value, text: actorText({ actor: value, role: '' }, language) }));
  const inOrder = auditActions
    .map((value) => ({ value, text: actionTitle(value, language) }))
    .toSorted((one, other) => one.text.localeCompare(other.text, language));
  return (
    <search className="audit-filters" aria-label={t('audit.filters')}>
      <div className="audit-filter-row first">
        <div className="screen-search audit-search">
          <SearchField
            label={t('audit.search')}
            placeholder={t('audit.searchHint')}
            clearLabel={t('queue.searchClear')}
            value={filter.text}
            onChange={(text) => onChange({ ...filter, text })}
            inputRef={searchRef}
            onLeave={onLeave}
            testId="audit-search"
          />
          <KeyHint keys="/" />
        </div>
        <Button onPress={() => onChange(noFilter)} isDisabled={!isFiltered(filter)} testId="filters-clear">
          {t('audit.filter.clear')}
        </Button>
      </div>
      <div className={filter.period === 'between' ? 'audit-filter-row between' : 'audit-filter-row'}>
        <Select
          label={t('audit.filter.period')}
          value={filter.period}
          onChange={(period) => onChange({ ...filter, period })}
          choices={periods.map((value) => ({ value, text: t(`audit.period.${value}`) }))}
        />
        {filter.period === 'between' ? (
          <>
            <Moment
              label={t('audit.filter.from')}
              value={filter.from}
              onChange={(from) => onChange({ ...filter, from })}
              testId="audit-from"
            />
            <Moment
              label={t('audit.filter.to')}
              value={filter.to}
              onChange={(to) => onChange({ ...filter, to })}
              testId="audit-to"
            />
          </>
        ) : null}
        <Select
          label={t('audit.filter.actor')}
          value={filter.actor ?? any}
          onChange={(value) => onChange({ ...filter, actor: value === any ? null : value })}
          choices={[all, ...people]}
        />
        <Select
          label={t('audit.filter.action')}
          value={filter.action ?? any}
          onChange={(value) => onChange({ ...filter, action: value === any ? null : value })}
          choices={[all, ...inOrder]}
        />
        <Select
          label={t('audit.filter.outcome')}
          value={filter.outcome ?? any}
          onChange={(value) => onChange({ ...filter, outcome: value === any ? null : value })}
          choices={[all, ...outcomes.map((value) => ({ value, text: t(`audit.outcome.${value}`) }))]}
        />
        <Select
          label={t('audit.filter.severity')}
          value={filter.severity ?? any}
          onChange={(value) => onChange({ ...filter, severity: value === any ? null : value })}
          choices={[all, ...severities.map((value) => ({ value, text: t(`audit.severity.${value}`) }))]}
        />
        <Select
          label={t('audit.filter.subjectKind')}
          value={filter.subjectKind ?? any}
          onChange={(value) => onChange({ ...filter, subjectKind: value === any ? null : value })}
          choices={[all, ...subjectKinds.map((value) => ({ value, text: subjectTitle(value, language) }))]}
        />
        <TextField
          label={t('audit.filter.id')}
          value={filter.id}
          onChange={(id) => onChange({ ...filter, id })}
          maxLength={128}
          testId="audit-id"
        />
      </div>
    </search>
  );
}

interface MomentProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly testId: string;
}

/** Until it is written whole it filters nothing, and says so. */
function Moment({ label, value, onChange, testId }: MomentProps) {
  const t = useTexts();
  const isOpen = value.trim() !== '' && momentOf(value, 'first') === null;
  return (
    <div className={isOpen ? 'audit-moment open' : 'audit-moment'}>
      <TextField
        label={isOpen ? t('audit.filter.moment') : label}
        value={value}
        onChange={onChange}
        maxLength={16}
        testId={testId}
      />
    </div>
  );
}
