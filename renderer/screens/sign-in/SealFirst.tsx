/** The office has its first two people; the code that brings them back is put into its envelope. */

import { useTexts } from '../../language.tsx';
import { SaveSheet } from '../../ui/SaveSheet.tsx';
import { ShownOnce } from '../../ui/ShownOnce.tsx';

export function SealFirst({ code, onSealed }: { readonly code: string; readonly onSealed: () => void }) {
  const t = useTexts();
  return (
    <ShownOnce
      title={t('start.doneTitle')}
      explain={t('start.seal')}
      secret={code}
      doneText={t('start.toSignIn')}
      onDone={onSealed}
    >
      <SaveSheet code={code} />
    </ShownOnce>
  );
}
