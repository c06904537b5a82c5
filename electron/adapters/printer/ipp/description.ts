/** What a printer says of itself (RFC 8011 section 5.4, PWG 5100.13), in the words of the workstation. */

import { plainReasons } from '../../../../shared/printing/reasons.ts';
import type { PrinterStatus, Supply } from '../../../../shared/model/device.ts';
import type { IppAttributes } from './message.ts';
import { operations, type Operation } from './operations.ts';
import { booleanOf, numberOf, numbersOf, recordOf, recordsOf, stringOf, stringsOf } from './values.ts';

/** Asked for by name: a printer's whole description is long, and longer with every year. */
export const wantedAttributes = [
  'printer-name',
  'printer-info',
  'printer-make-and-model',
  'printer-uuid',
  'printer-device-id',
  'printer-serial-number',
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'printer-impressions-completed',
  'operations-supported',
  'document-format-supported',
  'media-supported',
  'sides-supported',
  'print-scaling-supported',
  'marker-names',
  'marker-types',
  'marker-levels',
  'printer-input-tray',
  'printer-output-tray',
  'notify-pull-method-supported',
  'device-uri',
  'printer-error-policy',
] as const;

export interface Description {
  readonly name: string;
  /** `serial:...`, else `uuid:...`, else null: the device itself, whatever name or address it has today. */
  readonly device: string | null;
  readonly state: 'idle' | 'processing' | 'stopped';
  readonly reasons: readonly string[];
  readonly isAccepting: boolean;
  readonly supplies: readonly Supply[];
  readonly cardsInHopper: number | null;
  readonly roomForRejects: number | null;
  /** Sides in the life of the device; null where it does not say. */
  readonly impressionCounter: number | null;
  readonly formats: readonly string[];
  readonly media: readonly string[];
  readonly sides: readonly string[];
  readonly scalings: readonly string[];
  readonly pullMethods: readonly string[];
  /** Of a queue: where its printer is, and what it does when that fails. */
  readonly deviceUri: string | null;
  readonly errorPolicy: string | null;
  offers(operation: Operation): boolean;
}

export function describePrinter(from: IppAttributes): Description {
  const offered = new Set(numbersOf(from, 'operations-supported'));
  return {
    name: stringOf(from, 'printer-info') ?? stringOf(from, 'printer-name') ?? '',
    device: deviceOf(from),
    state: stateOf(numberOf(from, 'printer-state')),
    reasons: plainReasons(stringsOf(from, 'printer-state-reasons')),
    isAccepting: booleanOf(from, 'printer-is-accepting-jobs') ?? true,
    supplies: suppliesOf(from),
    cardsInHopper: hopperOf(from),
    roomForRejects: rejectRoomOf(from),
    impressionCounter: counted(numberOf(from, 'printer-impressions-completed')),
    formats: stringsOf(from, 'document-format-supported'),
    media: stringsOf(from, 'media-supported'),
    sides: stringsOf(from, 'sides-supported'),
    scalings: stringsOf(from, 'print-scaling-supported'),
    pullMethods: stringsOf(from, 'notify-pull-method-supported'),
    deviceUri: stringOf(from, 'device-uri'),
    errorPolicy: stringOf(from, 'printer-error-policy'),
    offers: (operation) => offered.has(operations[operation]),
  };
}

/** What the window shows of it. */
export function statusOf(description: Description, driver: PrinterStatus['driver']): PrinterStatus {
  const { name, device, state, reasons, supplies, cardsInHopper, roomForRejects, impressionCounter } = description;
  const told = { name, device, driver, state, cardsInHopper, roomForRejects, impressionCounter };
  return { ...told, reasons: [...reasons], supplies: [...supplies] };
}

/** RFC 8011 section 5.4.11: 3 idle, 4 processing, 5 stopped. A printer that says anything else prints nothing for us. */
function stateOf(state: number | null): Description['state'] {
  if (state === 3) return 'idle';
  return state === 4 ? 'processing' : 'stopped';
}

/** The serial number of IEEE 1284's device id, where makers agree on no key, or the attribute of its own. */
function deviceOf(from: IppAttributes): string | null {
  const id = recordOf(stringOf(from, 'printer-device-id') ?? '');
  const serial =
    stringOf(from, 'printer-serial-number') ??
    id.get('sn') ??
    id.get('sern') ??
    id.get('serial') ??
    id.get('serialnumber');
  if (serial !== undefined && serial !== '') return `serial:${serial.slice(0, 200)}`;
  const uuid = stringOf(from, 'printer-uuid');
  return uuid === null || uuid === ''
    ? null
    : `uuid:${uuid
        .replace(/^urn:uuid:/i, '')
        .toLowerCase()
        .slice(0, 200)}`;
}

/** RFC 8011 has no negative counts; out-of-band values and -1 to -3 mean that the device does not know. */
function counted(value: number | null): number | null {
  return value !== null && value >= 0 ? value : null;
}

function suppliesOf(from: IppAttributes): readonly Supply[] {
  const types = stringsOf(from, 'marker-types');
  const levels = numbersOf(from, 'marker-levels');
  return stringsOf(from, 'marker-names').flatMap((name, index) => {
    const percent = levels[index] ?? -1;
    // -1 to -3: the device cannot say, or only that some is left (PWG 5100.9's model, CUPS' marker attributes).
    return percent < 0 || percent > 100 ? [] : [{ name, kind: kindOf(types[index] ?? '', name), percent }];
  });
}

function kindOf(type: string, name: string): Supply['kind'] {
  const words = `${type} ${name}`.toLowerCase();
  if (/waste|reject/.test(words)) return 'waste';
  if (/clean/.test(words)) return 'cleaning';
  if (/lamin|overlay|varnish/.test(words)) return 'overlay';
  if (/film|transfer/.test(words)) return 'film';
  return /ribbon|ink|toner|ymc/.test(words) ? 'ribbon' : 'other';
}

/** PWG 5100.13 section 5.6.34: `level` of the trays that feed by themselves; negative where they cannot count. */
function hopperOf(from: IppAttributes): number | null {
  const levels = recordsOf(from, 'printer-input-tray').map((tray) => Number(tray.get('level') ?? -2));
  const known = levels.filter((level) => Number.isInteger(level) && level >= 0);
  return known.length === 0 ? null : known.reduce((sum, level) => sum + level, 0);
}

/** PWG 5100.13: `remaining` of the output trays that are named for spoilt cards; negative where they cannot count. */
function rejectRoomOf(from: IppAttributes): number | null {
  const rejecting = recordsOf(from, 'printer-output-tray').filter((tray) => /reject/i.test(tray.get('name') ?? ''));
  const remaining = rejecting.map((tray) => Number(tray.get('remaining') ?? -2));
  const rooms = remaining.filter((room) => Number.isInteger(room) && room >= 0);
  return rooms.length === 0 ? null : rooms.reduce((sum, room) => sum + room, 0);
}
