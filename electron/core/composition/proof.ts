/**
 * What a proof sheet shows of a template: its findings, and the cards of many holders, each composed by the one engine or
 * refused with its reason. Pure: the same template and holders give the same proof.
 */

import { countryOf } from '../../../shared/card/countries.ts';
import type { CardData } from '../../../shared/model/approval.ts';
import type { Person } from '../../../shared/model/person.ts';
import type { Template } from '../../../shared/model/template.ts';
import type { Bilingual } from '../../../shared/messages/receipt.ts';
import { proofTexts } from '../../../shared/messages/template-check.ts';
import { describeError } from '../../../shared/messages/describe.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import type { AppError, Result } from '../../../shared/result.ts';
import type { TypefaceMetrics } from '../ports.ts';
import { sealSymbol, type SealSymbol } from '../seal/symbol.ts';
import { specimenProfile } from '../specimen/profile.ts';
import { checkTemplate, type TemplateFinding } from './check-template.ts';
import { compose } from './compose.ts';
import type { Drawing } from './drawing.ts';
import { longestHolder, publishedHolder, rareHolder, shortestHolder } from './extreme-people.ts';
import { findingText } from './finding-text.ts';
import type { Photo } from './photo.ts';

/** A holder with the portrait that the faces print. */
export interface ProofHolder {
  readonly person: Person;
  readonly card: CardData;
  readonly photo: Photo;
}

export interface ProofCard {
  readonly title: Bilingual;
  /** A failure of `compose` where this holder's card cannot be made by this template. */
  readonly drawing: Result<Drawing>;
}

export interface Proof {
  readonly findings: readonly { readonly finding: TemplateFinding; readonly text: Bilingual }[];
  readonly extremes: readonly ProofCard[];
  readonly people: readonly ProofCard[];
}

/**
 * Checks the template and composes every card of its proof sheet, always as SPECIMEN: the profile is the built-in one,
 * whatever the template says. The extreme holders take on the portraits of the first people.
 */
export function makeProof(template: Template, people: readonly ProofHolder[], metrics: TypefaceMetrics): Proof {
  const composed = (title: Bilingual, holder: ProofHolder): ProofCard => {
    const drawing = composeFor(holder, standInSeal(holder.card.number), template, metrics);
    // A place that is too small for the seal is a finding; the rest of the card is worth seeing all the same.
    if (drawing.ok || drawing.error.kind !== 'composition.sealTooSmall') return { title, drawing };
    return { title, drawing: composeFor(holder, null, template, metrics) };
  };
  const extremes = [
    { title: proofTexts.longest, source: longestHolder() },
    { title: proofTexts.shortest, source: shortestHolder() },
    { title: proofTexts.rare, source: rareHolder() },
    { title: proofTexts.published, source: publishedHolder() },
  ];
  return {
    findings: checkTemplate(template, metrics).map((finding) => ({ finding, text: findingText(finding, template) })),
    extremes: extremes.flatMap(({ title, source }, index) => {
      const photo = people[index]?.photo;
      return photo === undefined ? [] : [composed(title, { ...source, photo })];
    }),
    people: people.map((holder, index) => composed(titleOf(holder, index), holder)),
  };
}

function composeFor(
  { person, card, photo }: ProofHolder,
  seal: SealSymbol | null,
  template: Template,
  metrics: TypefaceMetrics,
): Result<Drawing> {
  const offsets = { portrait: { xMm: 0, yMm: 0 }, emblem: { xMm: 0, yMm: 0 } };
  const profile = specimenProfile;
  return compose({ template, person, card, photo, seal, profile, offsets, metrics, purpose: 'show' });
}

export interface ProofRefusal {
  readonly kind: AppError['kind'];
  /** How many cards of the sheet cannot be made for this reason. */
  readonly cards: number;
  readonly text: Bilingual;
}

/** Why cards of the sheet cannot be made; what is the same for many holders is said once, with the first of them. */
export function refusalsIn({ extremes, people }: Proof): readonly ProofRefusal[] {
  const byReason = new Map<string, { readonly error: AppError; readonly titles: Bilingual[] }>();
  for (const { title, drawing } of [...extremes, ...people]) {
    if (drawing.ok) continue;
    const { error } = drawing;
    const reason = JSON.stringify(error);
    const known = byReason.get(reason) ?? { error, titles: [] };
    known.titles.push(title);
    byReason.set(reason, known);
  }
  return [...byReason.values()].map(({ error, titles }) => {
    const names = (language: Language): string => {
      const first = titles.slice(0, MOST_NAMED).map((title) => title[language]);
      return first.join(language === 'zh' ? '、' : ', ') + (titles.length > MOST_NAMED ? '…' : '');
    };
    const text = {
      zh: `${titles.length} 张证件无法排版（${names('zh')}）：${describeError(error, 'zh').what}`,
      en: `${titles.length} of the cards cannot be made (${names('en')}): ${describeError(error, 'en').what}`,
    };
    return { kind: error.kind, cards: titles.length, text };
  });
}

const MOST_NAMED = 3;

function titleOf({ person }: ProofHolder, index: number): Bilingual {
  const country = countryOf(person.nationality);
  const number = `${index + 1}`.padStart(2, '0');
  return {
    zh: `${proofTexts.sample.zh} ${number} ${country?.zh ?? ''}`,
    en: `${proofTexts.sample.en} ${number} ${country?.en ?? ''}`,
  };
}

/** As many bytes as a seal with a signature has, made of the number: it is as large as a real one and says nothing. */
const SEAL_BYTES = 160;

function standInSeal(number: string): SealSymbol {
  const digits = [...number].map((digit) => digit.charCodeAt(0));
  const bytes = Uint8Array.from({ length: SEAL_BYTES }, (_, index) => {
    const digit = digits[index % digits.length] ?? 0;
    return (digit * 167 + index * 59 + ((index * digit) >> 2)) & 0xff;
  });
  const symbol = sealSymbol(bytes);
  if (!symbol.ok) throw new Error('a symbol holds 160 bytes');
  return symbol.value;
}
