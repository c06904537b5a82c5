/** The way of one blank from box to end: each serial is in exactly one place (docs/design.md sections 4 and 10). */

import { blankPlaceSchema, type BlankPlace } from '../../../shared/model/stock.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';

export type BlankEvent =
  /** Opened box into the tray of this workstation. */
  | 'loaded'
  | 'unloaded'
  | 'assigned'
  /** Its job was cancelled before a byte was written: back into the tray, in its old order. */
  | 'released'
  | 'suspended'
  | 'resumed'
  | 'setAside'
  | 'finished'
  | 'handedOver'
  /** The card came back: collected from its holder, or from custody. */
  | 'returned'
  | 'destroyed'
  | 'takenForTest'
  | 'transferred'
  /** Back to the supplier: it leaves the office as a transfer does. */
  | 'sentBack'
  | 'lost'
  | 'found';

export const blankPlaces: readonly BlankPlace[] = blankPlaceSchema.options;

/** What is inside the office can get lost there; what left it, or is gone, cannot. */
const inTheOffice: readonly BlankPlace[] = [
  'boxed',
  'inTray',
  'inWork',
  'suspended',
  'setAside',
  'finished',
  'test',
  'returned',
];

/** The next place, or `stock.wrongPlace` where the event is not possible. */
export function nextBlank(place: BlankPlace, event: BlankEvent): Result<BlankPlace> {
  switch (event) {
    case 'loaded':
      return move(place, event, ['boxed'], 'inTray');
    case 'unloaded':
      return move(place, event, ['inTray'], 'boxed');
    case 'assigned':
      return move(place, event, ['inTray'], 'inWork');
    case 'released':
      return move(place, event, ['inWork'], 'inTray');
    case 'suspended':
      return move(place, event, ['inWork'], 'suspended');
    case 'resumed':
      return move(place, event, ['suspended'], 'inWork');
    case 'setAside':
      return move(place, event, ['inWork', 'suspended', 'finished', 'boxed', 'inTray'], 'setAside');
    case 'finished':
      return move(place, event, ['inWork'], 'finished');
    case 'handedOver':
      return move(place, event, ['finished'], 'handedOver');
    case 'returned':
      return move(place, event, ['finished', 'handedOver'], 'returned');
    case 'destroyed':
      return move(place, event, ['setAside', 'returned', 'test'], 'destroyed');
    case 'takenForTest':
      return move(place, event, ['boxed', 'inTray'], 'test');
    case 'transferred':
      return move(place, event, ['boxed'], 'transferred');
    case 'sentBack':
      return move(place, event, ['boxed', 'setAside'], 'transferred');
    case 'lost':
      return move(place, event, inTheOffice, 'lost');
    case 'found':
      // It was out of sight: it is counted again, but never becomes a card.
      return move(place, event, ['lost'], 'setAside');
    default:
      return assertNever(event);
  }
}

function move(place: BlankPlace, event: BlankEvent, from: readonly BlankPlace[], to: BlankPlace): Result<BlankPlace> {
  return from.includes(place) ? ok(to) : fail('stock.wrongPlace', { place, action: event });
}
