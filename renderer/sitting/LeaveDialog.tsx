/** Before somebody signs out over what still waits for the second person: it would be gone. */

import { useTexts } from '../language.tsx';
import { DangerDialog } from '../ui/DangerDialog.tsx';
import { useWaiting } from '../waiting.ts';

export function LeaveDialog({ onClose, onLeave }: { readonly onClose: () => void; readonly onLeave: () => void }) {
  const t = useTexts();
  const count = useWaiting().length;
  return (
    <DangerDialog
      name="leave"
      title={t('sitting.leaveTitle')}
      keepText={t('sitting.stay')}
      actText={t('sitting.leaveAct')}
      isOpen
      onClose={onClose}
      onAct={onLeave}
    >
      <p>{t('sitting.leave', { count })}</p>
    </DangerDialog>
  );
}
