/** An office with an issued card and people enough to change its services: what the tests of service access work on. */

import { join } from 'node:path';
import { openChipTrust } from '../../electron/adapters/keys/software/chip-trust.ts';
import { openServiceAuthority } from '../../electron/adapters/keys/software/service-trust.ts';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { askConsent } from '../../electron/core/service/consent.ts';
import { addService, renewService, withdrawService } from '../../electron/core/service/change-services.ts';
import type { ServiceAuthority, ServiceContext } from '../../electron/core/service/context.ts';
import { serviceDetailsSchema, type ServiceDetails, type ServiceView } from '../../shared/model/service.ts';
import type { ParsedInput } from '../../shared/contract.ts';
import type { Card } from '../../shared/model/stock.ts';
import type { Transaction } from '../../electron/core/ports.ts';
import type { ServiceChange } from '../../electron/core/service/service-change.ts';
import { sha256Schema } from '../../shared/model/ids.ts';
import type { Result } from '../../shared/result.ts';
import { employ, hasher, password, smallOffice } from '../support/people.ts';
import { must } from './office.ts';
import { approval, stored, walkOffice, type WalkOffice } from './walk-office.ts';

export const second = { account: 'officer2', password };

export interface ServiceOffice {
  readonly walk: WalkOffice;
  readonly card: Card;
  readonly authority: ServiceAuthority;
  context(change?: Partial<ServiceContext>): ServiceContext;
  /** The signature of whoever acts on the list that the card has now. */
  change(act: Act): Promise<Result<ServiceView>>;
}

export type Act =
  { readonly add: ServiceDetails } | { readonly renew: string; readonly until: string } | { readonly withdraw: string };

export async function serviceOffice(): Promise<ServiceOffice> {
  const walk = await walkOffice();
  const keys = openSoftwareKeys(join(walk.folder, 'keys'));
  const options = { folder: join(walk.folder, 'keys'), keys, ...walk.context() };
  const authority = must(openServiceAuthority(options, must(openChipTrust(options))));
  await employ(walk.store, smallOffice);
  const card = await stored(walk, approval(1));
  const context = (change: Partial<ServiceContext> = {}): ServiceContext => ({
    ...walk.context(),
    hasher,
    services: authority,
    ...change,
  });
  const office = { walk, card, authority, context };
  return { ...office, change: (act) => changeWith(office, act) };
}

/** The holder was asked about exactly this, and agreed. */
export function agreedTo(
  request: ParsedInput<'service.consent'>['request'],
  { card, context }: Pick<ServiceOffice, 'card' | 'context'>,
): void {
  must(askConsent({ cardId: card.id, request, language: 'en', agrees: true }, context()));
}

/** On the newest list that the journal knows of, as the screen would show it. */
function changeWith(office: Omit<ServiceOffice, 'change'>, act: Act): Promise<Result<ServiceView>> {
  const { card, walk } = office;
  const listNumber = walk.store.serviceChanges(card.id).findLast(({ state }) => state === 'done')?.listNumber ?? 0;
  const common = { cardId: card.id, listNumber, second };
  const id = (text: string) => serviceDetailsSchema.shape.id.parse(text);
  if ('add' in act) agreedTo({ act: 'add', service: act.add }, office);
  if ('renew' in act) agreedTo({ act: 'renew', serviceId: id(act.renew), until: act.until }, office);
  if ('add' in act) return addService({ ...common, service: act.add }, office.context());
  if ('renew' in act) return renewService({ ...common, serviceId: id(act.renew), until: act.until }, office.context());
  return withdrawService({ ...common, serviceId: id(act.withdraw) }, office.context());
}

export function service(id: string, change: Partial<Record<keyof ServiceDetails, string>> = {}): ServiceDetails {
  return serviceDetailsSchema.parse({
    id,
    nameZh: '样本服务',
    nameEn: 'Sample service',
    endpoint: `https://${id}.services.example/card`,
    from: '2026-03-01',
    until: '2027-02-28',
    ...change,
  });
}

/** The change with a consent of its own (where `asked`), and an approval for exactly it where two people are named on it and it has none yet. */
export function insertApproved(tx: Transaction, change: ServiceChange, asked = true): void {
  const { approvalId: id, cardId: subjectId, act, startedBy, approvedBy: approver, startedAt } = change;
  const shown = sha256Schema.parse('0'.repeat(64));
  const times = { expiresAt: startedAt, spentAt: startedAt };
  const spent = { id, action: `service.${act}`, subjectId, shown, startedBy, approver, ...times };
  const { serviceId, id: consentId } = change;
  const asksHolder = act !== 'withdraw' && asked;
  if (asksHolder) {
    const said = { termsDigest: shown, language: 'zh', askedBy: startedBy, askedAt: startedAt } as const;
    tx.insertServiceConsent({ id: consentId, cardId: subjectId, act, serviceId, ...said });
  }
  if (tx.spentApproval(id) === undefined && approver !== startedBy) tx.insertSpentApproval(spent);
  tx.insertServiceChange(asksHolder ? { ...change, consentId } : change);
}
