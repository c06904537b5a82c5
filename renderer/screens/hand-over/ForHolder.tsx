/** The screen turned to the holder, where there is no second one: nothing of the office on it. */

import type { HolderView } from '../../../shared/model/holder-view.ts';
import { Spoken, translate } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { HolderCard } from './HolderCard.tsx';

interface ForHolderProps {
  readonly view: HolderView;
  readonly onClose: () => void;
}

export function ForHolder({ view, onClose }: ForHolderProps) {
  // The officer's language stays as it is; this screen speaks the holder's.
  const { language } = view;
  return (
    <Spoken language={language}>
      <Dialog
        full
        title={translate(language, 'handover.holderScreen.title')}
        isOpen
        onClose={onClose}
        testId="for-holder"
        actions={
          <Button big autoFocus onPress={onClose} hotkey="Esc" testId="for-holder-close">
            {translate(language, 'handover.holderScreen.done')}
          </Button>
        }
      >
        <div lang={language === 'zh' ? 'zh-CN' : 'en-GB'}>
          <HolderCard view={view} />
        </div>
      </Dialog>
    </Spoken>
  );
}
