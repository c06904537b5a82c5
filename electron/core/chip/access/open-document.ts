/**
 * Opens the document as Doc 9303-11 section 4.2 asks of an inspection system: PACE where EF.CardAccess offers it, else
 * Basic Access Control, with nothing but what is printed on the card.
 */

import { error, ok } from '../../../../shared/result.ts';
import { enterApplication, readWholeFile } from '../card-commands.ts';
import { statedLimits } from '../atr.ts';
import { answered, shortLimits, type Answer, type Channel } from '../channel.ts';
import { cardAccessFile, cardInfoFile } from '../lds/files.ts';
import { readTlvHeader } from '../lds/tlv.ts';
import type { PersonalisationProfile } from '../personalisation-profile.ts';
import { openByBasicAccess } from './basic-access.ts';
import { openByPace } from './pace.ts';
import { basicAccessSeed, mrzInformation, pacePassword, type PrintedAccess } from './printed-secret.ts';
import { decodeSecurityInfos, type SecurityInfos } from './security-infos.ts';

export interface OpenDocument {
  /** Secure messaging; the eMRTD application is current. */
  readonly channel: Channel;
  /** What lies below it, as long as the card itself allows. */
  readonly plain: Channel;
  readonly means: 'PACE' | 'BAC';
  /** What EF.CardAccess says; null where the card has none. */
  readonly cardAccess: SecurityInfos | null;
}

/**
 * `connected` is the channel below, as `connect` gives it. Fails with `chip.accessDenied` where neither opens the chip; a
 * lost answer is `unanswered` and nothing else is tried.
 */
export async function openDocument(
  connected: Channel,
  profile: PersonalisationProfile,
  printed: PrintedAccess,
  random: (count: number) => Uint8Array,
): Promise<Answer<OpenDocument>> {
  const entered = await enterApplication(connected, profile, 'master');
  if (!entered.ok) return entered;
  const negotiated = await negotiate(connected);
  if (!negotiated.ok) return negotiated;
  const plain = negotiated.value;
  const cardAccess = await readCardAccess(plain);
  if (!cardAccess.ok) return cardAccess;
  const byPace = await tryPace(plain, cardAccess.value, printed, random);
  if (!byPace.ok) return byPace;
  if (byPace.value.channel !== null) {
    const { channel } = byPace.value;
    const found = await enterApplication(channel, profile, 'emrtd');
    return found.ok ? ok({ channel, plain, means: 'PACE', cardAccess: cardAccess.value }) : found;
  }
  const found = await enterApplication(plain, profile, 'emrtd');
  if (!found.ok) return found;
  const chance = { challenge: random(8), key: random(16) };
  const channel = await openByBasicAccess(plain, basicAccessSeed(mrzInformation(printed)), chance);
  if (channel.ok) return ok({ channel: channel.value, plain, means: 'BAC', cardAccess: cardAccess.value });
  return byPace.value.refused === null ? channel : alsoRefused(byPace.value.refused, channel);
}

/** A card that takes extended length says in EF.ATR/INFO how long; that file itself is asked for at short length. */
async function negotiate(connected: Channel): Promise<Answer<Channel>> {
  if (connected.limits.responseData <= shortLimits.responseData) return ok(connected);
  const short = { ...connected, limits: shortLimits };
  const file = await readWholeFile(short, cardInfoFile, (start) => ok(start.length));
  if (!file.ok) return file;
  const stated = file.value === null ? null : statedLimits(file.value);
  if (stated === null) return ok(connected);
  const commandData = Math.max(shortLimits.commandData, Math.min(connected.limits.commandData, stated.commandData));
  const responseData = Math.max(shortLimits.responseData, Math.min(connected.limits.responseData, stated.responseData));
  return ok({ ...connected, limits: { commandData, responseData } });
}

async function readCardAccess(plain: Channel): Promise<Answer<SecurityInfos | null>> {
  const file = await readWholeFile(plain, cardAccessFile, (start) => {
    const header = readTlvHeader(start, cardAccessFile.name);
    return header.ok ? ok(header.value.headerLength + header.value.valueLength) : header;
  });
  if (!file.ok || file.value === null) return file.ok ? ok(null) : file;
  const infos = decodeSecurityInfos(file.value, cardAccessFile.name);
  return infos.ok ? infos : answered(infos.error);
}

/** Who reads that the chip does not open sees everything that was tried, not the last of it. */
function alsoRefused(first: string, { error: later }: Extract<Answer<Channel>, { ok: false }>): Answer<never> {
  const isRefusal = later.kind === 'answered' && later.error.kind === 'chip.accessDenied';
  if (!isRefusal) return { ok: false, error: later };
  return answered(error('chip.accessDenied', { problem: `${first}; ${later.error.data.problem}` }));
}

interface Pace {
  /** Null where PACE is not offered, or did not open the chip, so that BAC remains. */
  readonly channel: Channel | null;
  /** What refused, where it was tried. */
  readonly refused: string | null;
}

async function tryPace(
  plain: Channel,
  cardAccess: SecurityInfos | null,
  printed: PrintedAccess,
  random: (count: number) => Uint8Array,
): Promise<Answer<Pace>> {
  const [offered] = cardAccess?.pace ?? [];
  if (cardAccess === null || offered === undefined) return ok({ channel: null, refused: null });
  const opened = await openByPace(
    plain,
    offered,
    pacePassword(mrzInformation(printed)),
    cardAccess.paceOffered > 1,
    random,
  );
  if (opened.ok) return ok({ channel: opened.value, refused: null });
  if (opened.error.kind === 'unanswered') return opened;
  const { error: reason } = opened.error;
  return reason.kind === 'chip.accessDenied' ? ok({ channel: null, refused: reason.data.problem }) : opened;
}
