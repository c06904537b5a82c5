/** When a private key may sign (RFC 3280 section 4.2.1.4): the extension that Doc 9303-12 table 6 makes mandatory. */

import { utf8Text } from '../bytes.ts';
import { instantOf } from './der.ts';
import { extensionOf, type ReadCertificate } from './read-certificate.ts';
import { parseOnly, parseTlvs } from './tlv.ts';

const GENERALIZED_TIME = 0x18;

export interface KeyUsagePeriod {
  readonly from: Date;
  readonly until: Date;
}

/** Null where the certificate does not state both ends of it. */
export function keyUsagePeriod(certificate: ReadCertificate): KeyUsagePeriod | null {
  const extension = extensionOf(certificate, '2.5.29.16');
  const content = extension === undefined ? null : parseOnly(extension, 0x30, 'private key usage period');
  const ends = content?.ok === true ? parseTlvs(content.value, 'private key usage period') : content;
  if (ends?.ok !== true) return null;
  const [from, until] = [0x80, 0x81].map((tag) => {
    const end = ends.value.find((field) => field.tag === tag);
    return end === undefined ? null : instantOf(GENERALIZED_TIME, utf8Text(end.value) ?? '');
  });
  return from instanceof Date && until instanceof Date ? { from, until } : null;
}

/** Whether a key may sign at that instant; a certificate that states no period leaves it to the validity. */
export function maySignAt(certificate: ReadCertificate, instant: Date): boolean {
  const period = keyUsagePeriod(certificate);
  return period === null || (period.from <= instant && instant <= period.until);
}

/** First and last day, for a person to read. */
export function daysOf({ from, until }: KeyUsagePeriod): { readonly from: string; readonly until: string } {
  return { from: from.toISOString().slice(0, 10), until: until.toISOString().slice(0, 10) };
}
