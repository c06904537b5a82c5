/** When a service may be used: days in China, both included, as instants in the list. */

import type { ServiceStanding, ServiceStatus } from '../../../shared/model/service.ts';
import type { IsoDate } from '../../../shared/model/time.ts';

/** China keeps one time for the whole country, without summer time. */
const OFFSET = '+08:00';

export interface Period {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export function periodOf(from: IsoDate, until: IsoDate): Period {
  return { notBefore: new Date(`${from}T00:00:00${OFFSET}`), notAfter: new Date(`${until}T23:59:59${OFFSET}`) };
}

export function standingOf(entry: Period & { readonly status: ServiceStatus }, now: Date): ServiceStanding {
  if (entry.status === 'withdrawn') return 'withdrawn';
  if (now < entry.notBefore) return 'notYet';
  return now > entry.notAfter ? 'expired' : 'valid';
}
