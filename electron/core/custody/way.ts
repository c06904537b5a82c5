/**
 * The offices that a card came through before the one that sends it, its maker first. An office knows them from the entry
 * of the card's first arrival: what goes to and fro later adds nothing, so that a way names each desk once.
 */

import * as z from 'zod';
import { deskCodeSchema } from '../../../shared/model/desk-code.ts';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Reader } from '../ports.ts';

/** More is no way that a card goes; the entry of its arrival holds all of them. */
const MOST_DESKS = 16;
const MOST_TEXT = 500;

export const officeDeskSchema = z.strictObject({ office: deskCodeSchema, workstation: deskCodeSchema });

export type OfficeDesk = z.infer<typeof officeDeskSchema>;

export const viaSchema = z
  .array(officeDeskSchema)
  .min(1)
  .max(MOST_DESKS)
  .refine((way) => textOfWay(way).length <= MOST_TEXT);

export function nameOfDesk({ office, workstation }: OfficeDesk): string {
  return `${office}/${workstation}`;
}

/** As the entry of an arrival has it. */
export function textOfWay(way: readonly OfficeDesk[]): string {
  return way.map(nameOfDesk).join(', ');
}

/** Empty for a card whose case was received and reviewed here. */
export function wayHere(reader: Reader, id: ApplicationId): readonly OfficeDesk[] {
  const [arrival] = reader.auditEntries({ action: 'application.arrived', subjectId: id, limit: 1 });
  if (arrival === undefined) return [];
  const { via, office } = arrival.detail;
  return `${via === undefined ? '' : `${String(via)}, `}${String(office)}`.split(', ').map(deskOf);
}

/** No desk twice, and not the one that it comes to for the first time: a way that was made up goes in circles. */
export function isStraight(way: readonly OfficeDesk[], own: Pick<Profile, 'office' | 'workstation'>): boolean {
  const names = [...way, own].map(nameOfDesk);
  return new Set(names).size === names.length;
}

function deskOf(name: string): OfficeDesk {
  const at = name.indexOf('/');
  return { office: name.slice(0, at), workstation: name.slice(at + 1) };
}
