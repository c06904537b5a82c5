/** Why a printer stands still or soon will, each with what to do about it. */

import { reasonText } from '../../shared/messages/reason-text.ts';
import { useCodeText, useLanguage } from '../language.tsx';
import { Notice } from './Notice.tsx';

export function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  const language = useLanguage();
  const code = useCodeText();
  return reasons.map((reason) => {
    const { remedy } = reasonText(reason, language);
    return (
      <Notice key={reason} tone="care" title={code('printer.reason', reason)} testId={`reason-${reason}`}>
        {remedy === null ? null : <p>{remedy}</p>}
      </Notice>
    );
  });
}
