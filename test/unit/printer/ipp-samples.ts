/** Answers as printers give them, for the tests of the decoder. */

import { encodeMessage } from '../../../electron/adapters/printer/ipp/encode.ts';
import {
  groupTags,
  type IppAttributes,
  type IppMessage,
  type IppValue,
} from '../../../electron/adapters/printer/ipp/message.ts';
import {
  attributes,
  boolean,
  integer,
  keyword,
  mimeType,
  name,
  text,
  uri,
} from '../../../electron/adapters/printer/ipp/values.ts';

export const requestId = 7;

const opening: IppAttributes = attributes(
  ['attributes-charset', { kind: 'charset', value: 'utf-8' }],
  ['attributes-natural-language', { kind: 'naturalLanguage', value: 'en' }],
);

const cardSize: IppValue = {
  kind: 'collection',
  members: attributes(['x-dimension', integer(5398)], ['y-dimension', integer(8560)]),
};

/** Every syntax there is, one collection in another, several values, one attribute without any. */
export const everySyntax: IppMessage = {
  version: { major: 2, minor: 0 },
  code: 0,
  requestId,
  groups: [
    { tag: groupTags.operation, attributes: opening },
    {
      tag: groupTags.printer,
      attributes: attributes(
        ['printer-state', { kind: 'enum', value: 3 }],
        ['printer-state-reasons', keyword('media-low-warning'), keyword('marker-supply-low-report')],
        ['printer-is-accepting-jobs', boolean(true)],
        ['printer-name', name('Card printer 卡')],
        ['printer-info', text('打印机')],
        ['printer-uri-supported', uri('ipp://printer.example/ipp/print')],
        ['document-format-supported', mimeType('application/pdf')],
        ['printer-resolution-default', { kind: 'resolution', across: 300, along: 600, unit: 'dpi' }],
        ['copies-supported', { kind: 'range', low: 1, high: 99 }],
        ['printer-config-change-date-time', { kind: 'dateTime', value: new Uint8Array(11).fill(7) }],
        ['printer-input-tray', { kind: 'octets', value: new TextEncoder().encode('type=other;level=-3;') }],
        ['printer-geo-location', { kind: 'none', tag: 0x12 }],
        ['media-col-default', { kind: 'collection', members: attributes(['media-size', cardSize]) }],
      ),
    },
  ],
};

export const jobDone: IppMessage = {
  version: { major: 2, minor: 0 },
  code: 0,
  requestId,
  groups: [
    { tag: groupTags.operation, attributes: opening },
    {
      tag: groupTags.job,
      attributes: attributes(
        ['job-id', integer(12)],
        ['job-state', { kind: 'enum', value: 9 }],
        ['job-state-reasons', keyword('job-completed-successfully')],
        ['job-impressions-completed', integer(2)],
      ),
    },
  ],
};

export const everySyntaxBytes = encodeMessage(everySyntax);
export const jobDoneBytes = encodeMessage(jobDone);
