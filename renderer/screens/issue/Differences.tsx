/** Where chip and record differ. */

import { problemText } from '../../../shared/messages/step-problem.ts';
import type { Difference } from '../../../shared/model/issue.ts';
import { useCodeText, useLanguage, useTexts } from '../../language.tsx';
import { Notice } from '../../ui/Notice.tsx';

export function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  const t = useTexts();
  const code = useCodeText();
  const language = useLanguage();
  return (
    <Notice tone="bad" title={t('issue.verify.differences')} testId="differences">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('issue.verify.field')}</th>
            <th scope="col">{t('issue.verify.expected')}</th>
            <th scope="col">{t('issue.verify.found')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <tr key={difference.field}>
              <th scope="row">{code('chipField', difference.field)}</th>
              <td>{code('check', difference.expected)}</td>
              <td>{difference.problem === undefined ? difference.found : problemText(language, difference.problem)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Notice>
  );
}
