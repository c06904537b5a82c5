/** Training office: what the simulated devices shall do wrong on the next card. */

import { useState } from 'react';
import {
  printerFaultSchema,
  writerFaultSchema,
  type PrinterFault,
  type WriterFault,
} from '../../../shared/model/device.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { Select } from '../../ui/fields.tsx';

interface FaultsProps {
  /** False where a real writer stands here, which makes its faults by itself. */
  readonly isWriterSimulated: boolean;
}

export function Faults({ isWriterSimulated }: FaultsProps) {
  const t = useTexts();
  const [writer, setWriter] = useState<WriterFault>('none');
  const [printer, setPrinter] = useState<PrinterFault>('none');

  async function set(faults: { readonly writer: WriterFault; readonly printer: PrinterFault }): Promise<void> {
    const answer = await call('training.setFaults', faults);
    if (!answer.ok) {
      say('devices.faultFailed', {}, 'bad');
      return;
    }
    setWriter(faults.writer);
    setPrinter(faults.printer);
    say('devices.faultSet', {}, 'good');
  }
  return (
    <section className="panel stack" aria-labelledby="faults-title" data-testid="faults">
      <h2 id="faults-title">{t('devices.faults')}</h2>
      <p className="soft">{t('devices.faultsExplain')}</p>
      <div className="faults">
        {isWriterSimulated ? (
          <Select
            label={t('devices.writerFault')}
            value={writer}
            onChange={(value) => void set({ writer: value, printer })}
            choices={writerFaultSchema.options.map((value) => ({ value, text: t(`writerFault.${value}`) }))}
          />
        ) : null}
        <Select
          label={t('devices.printerFault')}
          value={printer}
          onChange={(value) => void set({ writer, printer: value })}
          choices={printerFaultSchema.options.map((value) => ({ value, text: t(`printerFault.${value}`) }))}
        />
      </div>
    </section>
  );
}
