/**
 * Opens the document as Doc 9303-11 section 4.2 asks of an inspection system: PACE where EF.CardAccess offers it, else
 * Basic Access Control, with nothing but what is printed on the card.
 */

import { ok } from '../../../../shared/result.ts';
import { enterApplication, readWholeFile } from '../card-commands.ts';
import { answered, type Answer, type Channel } from '../channel.ts';
import { cardAccessFile } from '../lds/files.ts';
import { readTlvHeader } from '../lds/tlv.ts';
import type { PersonalisationProfile } from '../personalisation-profile.ts';
import { openByBasicAccess } from './basic-access.ts';
import { openByPace } from './pace.ts';
import { basicAccessSeed, mrzInformation, pacePassword, type PrintedAccess } from './printed-secret.ts';
import { decodeSecurityInfos, type SecurityInfos } from './security-infos.ts';

export interface OpenDocument {
  /** Secure messaging; the eMRTD application is current. */
  readonly channel: Channel;
  readonly means: 'PACE' | 'BAC';
  /** What EF.CardAccess says; null where the card has none. */
  readonly cardAccess: SecurityInfos | null;
}

/**
 * `plain` is the channel below, just connected. Fails with `chip.accessDenied` where neither opens the chip; a lost answer
 * is `unanswered` and nothing else is tried.
 */
export async function openDocument(
  plain: Channel,
  profile: PersonalisationProfile,
  printed: PrintedAccess,
  random: (count: number) => Uint8Array,
): Promise<Answer<OpenDocument>> {
  const cardAccess = await readCardAccess(plain, profile);
  if (!cardAccess.ok) return cardAccess;
  const byPace = await tryPace(plain, cardAccess.value, printed, random);
  if (!byPace.ok) return byPace;
  if (byPace.value !== null) {
    const entered = await enterApplication(byPace.value, profile, 'emrtd');
    return entered.ok ? ok({ channel: byPace.value, means: 'PACE', cardAccess: cardAccess.value }) : entered;
  }
  const entered = await enterApplication(plain, profile, 'emrtd');
  if (!entered.ok) return entered;
  const chance = { challenge: random(8), key: random(16) };
  const channel = await openByBasicAccess(plain, basicAccessSeed(mrzInformation(printed)), chance);
  return channel.ok ? ok({ channel: channel.value, means: 'BAC', cardAccess: cardAccess.value }) : channel;
}

async function readCardAccess(plain: Channel, profile: PersonalisationProfile): Promise<Answer<SecurityInfos | null>> {
  const entered = await enterApplication(plain, profile, 'master');
  if (!entered.ok) return entered;
  const file = await readWholeFile(plain, cardAccessFile, (start) => {
    const header = readTlvHeader(start, cardAccessFile.name);
    return header.ok ? ok(header.value.headerLength + header.value.valueLength) : header;
  });
  if (!file.ok || file.value === null) return file.ok ? ok(null) : file;
  const infos = decodeSecurityInfos(file.value, cardAccessFile.name);
  return infos.ok ? infos : answered(infos.error);
}

/** Null where PACE is not offered, or did not open the chip, so that BAC remains. */
async function tryPace(
  plain: Channel,
  cardAccess: SecurityInfos | null,
  printed: PrintedAccess,
  random: (count: number) => Uint8Array,
): Promise<Answer<Channel | null>> {
  const [offered] = cardAccess?.pace ?? [];
  if (cardAccess === null || offered === undefined) return ok(null);
  const opened = await openByPace(
    plain,
    offered,
    pacePassword(mrzInformation(printed)),
    cardAccess.paceOffered > 1,
    random,
  );
  if (opened.ok || opened.error.kind === 'unanswered') return opened;
  const { error: reason } = opened.error;
  return reason.kind === 'chip.accessDenied' ? ok(null) : opened;
}
