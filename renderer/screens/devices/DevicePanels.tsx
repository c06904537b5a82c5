/** Writer and printer, each as it describes itself. */

import type { ReactNode } from 'react';
import { Meter } from 'react-aria-components';
import type { PrinterStatus, WriterStatus } from '../../../shared/model/device.ts';
import { describeError } from '../../../shared/messages/describe.ts';
import type { AppError } from '../../../shared/result.ts';
import { useCodeText, useLanguage, useTexts } from '../../language.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StatusChip, type ChipTone } from '../../ui/StatusChip.tsx';
import type { ShapeName } from '../../ui/Shape.tsx';
import { Reasons } from '../../ui/Reasons.tsx';
import { SupplyForecast } from './SupplyForecast.tsx';

interface Look {
  readonly shape: ShapeName;
  readonly tone: ChipTone;
}

const good: Look = { shape: 'tick', tone: 'good' };
const busy: Look = { shape: 'bolt', tone: 'accent' };
const bad: Look = { shape: 'stop', tone: 'bad' };

const writerLooks: Readonly<Record<WriterStatus['state'], Look>> = {
  absent: bad,
  ready: good,
  cardPresent: good,
  busy,
  fault: bad,
};

const printerLooks: Readonly<Record<PrinterStatus['state'], Look>> = {
  idle: good,
  processing: busy,
  stopped: bad,
  absent: bad,
};

interface WriterPanelProps {
  readonly writer: WriterStatus;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

export function WriterPanel({ writer, children }: WriterPanelProps) {
  const t = useTexts();
  return (
    <section className="panel" aria-labelledby="writer-title" data-testid="writer" data-state={writer.state}>
      <h2 id="writer-title" className="device-title">
        {t('devices.writer')}
        <StatusChip text={t(`writer.state.${writer.state}`)} {...writerLooks[writer.state]} />
      </h2>
      <Facts
        columns={2}
        facts={[
          { label: t('devices.name'), value: writer.name },
          { label: t('devices.driver'), value: t(`driver.${writer.driver}`) },
          ...(writer.serial === undefined
            ? []
            : [
                { label: t('devices.serial'), value: writer.serial ?? t('devices.unknown') },
                { label: t('devices.firmware'), value: writer.firmware ?? t('devices.unknown') },
              ]),
          ...(writer.detail === null ? [] : [{ label: t('devices.detail'), value: writer.detail }]),
        ]}
      />
      {writer.lastError === undefined || writer.lastError === null ? null : (
        <LastError error={writer.lastError} isNow={writer.state === 'absent' || writer.state === 'fault'} />
      )}
      {children}
    </section>
  );
}

/** With its remedy. What is over is told quietly, and not read out again. */
function LastError({ error, isNow }: { readonly error: AppError; readonly isNow: boolean }) {
  const t = useTexts();
  const text = describeError(error, useLanguage());
  return (
    <Notice tone={isNow ? 'bad' : 'plain'} title={t('devices.lastError', { what: text.what })} testId="writer-error">
      <p>{text.next}</p>
    </Notice>
  );
}

export function PrinterPanel({ printer }: { readonly printer: PrinterStatus }) {
  const t = useTexts();
  const code = useCodeText();
  const reasons = printer.reasons.map((reason) => code('printer.reason', reason)).join(' · ');
  const { cardsInHopper } = printer;
  return (
    <section className="panel" aria-labelledby="printer-title" data-testid="printer" data-state={printer.state}>
      <h2 id="printer-title" className="device-title">
        {t('devices.printer')}
        <StatusChip text={t(`printer.state.${printer.state}`)} {...printerLooks[printer.state]} />
      </h2>
      <Facts
        columns={2}
        facts={[
          { label: t('devices.name'), value: printer.name },
          { label: t('devices.driver'), value: t(`driver.${printer.driver}`) },
          { label: t('devices.reasons'), value: reasons === '' ? t('devices.none') : reasons },
          {
            label: t('devices.hopper'),
            value: cardsInHopper === null ? t('devices.unknown') : t('devices.hopperCount', { count: cardsInHopper }),
          },
        ]}
      />
      <Reasons reasons={printer.reasons} />
      <h3>{t('devices.supplies')}</h3>
      <ul className="stack">
        {printer.supplies.map((supply) => (
          <li key={supply.name}>
            <Supply name={code('supply', supply.name)} percent={supply.percent} />
          </li>
        ))}
      </ul>
      <SupplyForecast />
    </section>
  );
}

function Supply({ name, percent }: { readonly name: string; readonly percent: number }) {
  return (
    <Meter value={percent} aria-label={name} className="progress">
      {({ valueText }) => (
        <>
          <span className="progress-words">
            <span>{name}</span>
            <span className="soft">{valueText}</span>
          </span>
          <svg className="progress-track" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect className="progress-fill" width={percent} height="4" />
          </svg>
        </>
      )}
    </Meter>
  );
}
