/** The rules of one change: what the next list says, or why there is none. */

import { dayInChina } from '../../../shared/card/china-day.ts';
import type { ServiceAct, ServiceDetails, ServiceId } from '../../../shared/model/service.ts';
import type { IsoDate } from '../../../shared/model/time.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';
import { periodOf, standingOf } from './period.ts';
import { withEntry, type ServiceEntry } from './service-list.ts';

export type ServiceRequest =
  | { readonly act: 'add'; readonly service: ServiceDetails }
  | { readonly act: 'renew'; readonly serviceId: ServiceId; readonly until: IsoDate }
  | { readonly act: 'withdraw'; readonly serviceId: ServiceId };

/** What the rules are asked about. */
export interface ListBefore {
  readonly entries: readonly ServiceEntry[];
  readonly now: Date;
  /** Last day of the card. */
  readonly cardUntil: IsoDate;
  /** Makes the holder certificate of an entry. */
  certify(entry: Omit<ServiceEntry, 'certificate'>): Result<Uint8Array>;
}

export function serviceOf(request: ServiceRequest): ServiceId {
  return request.act === 'add' ? request.service.id : request.serviceId;
}

/** Whether an act gives the holder something, so that the chip has to prove its key first. */
export function needsKey(act: ServiceAct): boolean {
  return act !== 'withdraw';
}

/**
 * The entries of the next list. Fails with `service.endpointNotHttps`, `service.period`, `service.entryExists`,
 * `service.entryUnknown`, `service.entryWithdrawn`. What was withdrawn and has run out since leaves the list.
 */
export function nextEntries(before: ListBefore, request: ServiceRequest): Result<readonly ServiceEntry[]> {
  const { now } = before;
  const kept = before.entries.filter((entry) => entry.status === 'active' || now <= entry.notAfter);
  const entry = nextEntry(before, request);
  return entry.ok ? ok(withEntry(kept, entry.value)) : entry;
}

function nextEntry(before: ListBefore, request: ServiceRequest): Result<ServiceEntry> {
  switch (request.act) {
    case 'add':
      return added(before, request.service);
    case 'renew':
      return renewed(before, request.serviceId, request.until);
    case 'withdraw': {
      const entry = activeEntry(before, request.serviceId);
      return entry.ok ? ok({ ...entry.value, status: 'withdrawn', certificate: null }) : entry;
    }
    default:
      return assertNever(request);
  }
}

function added(before: ListBefore, service: ServiceDetails): Result<ServiceEntry> {
  const { id, nameZh, nameEn, endpoint, from, until } = service;
  if (!isPlainHttps(endpoint)) return fail('service.endpointNotHttps', { endpoint });
  const period = periodFits(before, from, until);
  if (!period.ok) return period;
  const present = before.entries.find((entry) => entry.id === id);
  // A withdrawn entry may come back; one that ran out is renewed, so that nobody adds it under another address unseen.
  if (present?.status === 'active') return fail('service.entryExists', { service: id });
  return certified(before, { id, nameZh, nameEn, endpoint, ...periodOf(from, until), status: 'active' });
}

function renewed(before: ListBefore, id: ServiceId, until: IsoDate): Result<ServiceEntry> {
  const entry = activeEntry(before, id);
  if (!entry.ok) return entry;
  const from = dayInChina(entry.value.notBefore);
  const period = periodFits(before, from, until);
  if (!period.ok) return period;
  return certified(before, { ...entry.value, ...periodOf(from, until) });
}

function certified(before: ListBefore, entry: Omit<ServiceEntry, 'certificate'>): Result<ServiceEntry> {
  const certificate = before.certify(entry);
  return certificate.ok ? ok({ ...entry, certificate: certificate.value }) : certificate;
}

/** The entry that may be used, renewed or withdrawn. */
export function activeEntry({ entries }: Pick<ListBefore, 'entries'>, id: ServiceId): Result<ServiceEntry> {
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) return fail('service.entryUnknown', { service: id });
  return entry.status === 'active' ? ok(entry) : fail('service.entryWithdrawn', { service: id });
}

/** As `activeEntry`, and in its days. Fails with `service.entryExpired` too. */
export function usableEntry(before: Pick<ListBefore, 'entries' | 'now'>, id: ServiceId): Result<ServiceEntry> {
  const entry = activeEntry(before, id);
  if (!entry.ok) return entry;
  const isExpired = standingOf(entry.value, before.now) === 'expired';
  return isExpired ? fail('service.entryExpired', { service: id, until: dayInChina(entry.value.notAfter) }) : entry;
}

/** Days are text, so they compare. */
function periodFits({ now, cardUntil }: ListBefore, from: IsoDate, until: IsoDate): Result<void> {
  if (from > until) return fail('service.period', { doubt: 'order', day: until });
  if (until < dayInChina(now)) return fail('service.period', { doubt: 'past', day: until });
  return until > cardUntil ? fail('service.period', { doubt: 'card', day: cardUntil }) : ok(undefined);
}

/** `https://host[:port]/path` as it is written, in ASCII: no name or password, query or fragment, nothing to be guessed. */
function isPlainHttps(endpoint: string): boolean {
  if (!/^https:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[A-Za-z0-9._~/-]*)?$/.test(endpoint)) return false;
  return URL.canParse(endpoint);
}
