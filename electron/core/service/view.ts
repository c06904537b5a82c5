/** The list of a card as a person is shown it. */

import { dayInChina } from '../../../shared/card/china-day.ts';
import type { CallOutput } from '../../../shared/contract.ts';
import type { ServiceEntryView } from '../../../shared/model/service.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { hexOf } from '../chip/bytes.ts';
import { SERVICE_LIST_BYTES } from '../chip/lds/files.ts';
import { readCertificate } from '../chip/lds/read-certificate.ts';
import { parseOnly } from '../chip/lds/tlv.ts';
import type { ServiceContext } from './context.ts';
import { standingOf } from './period.ts';
import type { ServiceChange } from './service-change.ts';
import type { ServiceEntry } from './service-list.ts';
import { decodeSignedList, HEADER_BYTES } from './signed-list.ts';

/** From the bytes in the chip, which have been believed before; empty where there is no list. */
export function viewOf(
  card: Card,
  bytes: Uint8Array,
  unfinished: ServiceChange | null,
  { clock }: Pick<ServiceContext, 'clock'>,
): Result<CallOutput<'service.read'>> {
  const list = bytes.length === 0 || unfinished !== null ? ok(null) : decodeSignedList(bytes);
  if (!list.ok) return list;
  const now = clock.now();
  return ok({
    card,
    listNumber: list.value?.number ?? 0,
    entries: (list.value?.entries ?? []).map((entry) => entryView(entry, now)),
    bytesUsed: bytes.length,
    bytesTotal: SERVICE_LIST_BYTES - HEADER_BYTES,
    unfinished: unfinished === null ? null : { act: unfinished.act, serviceId: unfinished.serviceId },
  });
}

function entryView(entry: ServiceEntry, now: Date): ServiceEntryView {
  const { id, nameZh, nameEn, endpoint } = entry;
  return {
    id,
    nameZh,
    nameEn,
    endpoint,
    from: dayInChina(entry.notBefore),
    until: dayInChina(entry.notAfter),
    standing: standingOf(entry, now),
    certificate: serialOf(entry.certificate),
  };
}

function serialOf(certificate: Uint8Array | null): string | null {
  if (certificate === null) return null;
  const read = readCertificate(certificate);
  const serial = read.ok ? parseOnly(read.value.serial, 0x02, 'certificate') : read;
  return serial.ok ? hexOf(serial.value) : null;
}
