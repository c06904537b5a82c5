/** The keys that everybody on file lies under: which ways open the master, and where copies of the keys are. */

import { useState } from 'react';
import type { KeySlot, KeysView, SlotChange } from '../../../shared/person/view.ts';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Shape } from '../../ui/Shape.tsx';
import { useCall } from '../../use-call.ts';
import { KeyCopies } from './KeyCopies.tsx';
import { SlotDialog } from './SlotDialog.tsx';

export function KeysTab() {
  const t = useTexts();
  const { value, error, reload, replace } = useCall('person.keys', {});
  const [asked, setAsked] = useState<{ readonly act: SlotChange; readonly slot: KeySlot } | null>(null);
  if (error !== null) return <ErrorNotice error={error} />;
  if (value === null) return <p className="empty">{t('shell.loading')}</p>;
  return (
    <div className="stack">
      <section className="panel stack" aria-labelledby="slots-title">
        <h2 id="slots-title">{t('persons.slots')}</h2>
        <p className="soft">{t('persons.slotsHelp')}</p>
        <table className="plain-table" data-testid="slots">
          <tbody>
            {value.slots.filter(isShown).map((one) => (
              <Slot key={one.slot} one={one} view={value} onAsk={(act) => setAsked({ act, slot: one.slot })} />
            ))}
          </tbody>
        </table>
      </section>
      <KeyCopies view={value} onCopied={reload} onGone={replace} />
      {asked === null ? null : (
        <SlotDialog
          {...asked}
          onClose={() => setAsked(null)}
          onChanged={(view) => {
            replace(view);
            setAsked(null);
          }}
        />
      )}
    </div>
  );
}

type SlotView = KeysView['slots'][number];

/** A live office has no file beside its keys, and is not asked to make one. */
function isShown({ slot, isThere, isPossible }: SlotView): boolean {
  return slot !== 'file' || isThere || isPossible;
}

interface SlotProps {
  readonly one: SlotView;
  readonly view: KeysView;
  readonly onAsk: (act: SlotChange) => void;
}

function Slot({ one: { slot, isThere, isPossible }, view, onAsk }: SlotProps) {
  const t = useTexts();
  const isLast = view.slots.filter((other) => other.isThere).length === 1;
  const missing = isPossible ? 'persons.isMissing' : 'persons.isImpossible';
  const acts: readonly SlotChange[] = isThere ? ['renew', 'remove'] : ['add'];
  return (
    <tr data-testid={`slot-${slot}`}>
      <th scope="row">
        {t(`persons.slot.${slot}`)}
        <p className="soft">{t(`persons.slotHelp.${slot}`)}</p>
      </th>
      <td>
        <span className={`standing ${isThere ? 'good' : ''}`}>
          <Shape name={isThere ? 'tick' : 'ring'} />
          {t(isThere ? 'persons.isThere' : missing)}
        </span>
      </td>
      <td className="act-cell persons-acts">
        {acts.map((act) => (
          <Button
            key={act}
            look={act === 'remove' ? 'quiet' : 'plain'}
            onPress={() => onAsk(act)}
            isDisabled={act === 'remove' ? isLast : !isPossible}
            label={`${t(`persons.act.${act}`)}: ${t(`persons.slot.${slot}`)}`}
            testId={`${act}-${slot}`}
          >
            {t(`persons.act.${act}`)}
          </Button>
        ))}
      </td>
    </tr>
  );
}
