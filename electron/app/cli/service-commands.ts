/** `starcard service ...`: the services of an issued card, on the card that lies on the writer. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CallInput } from '../../../shared/contract.ts';
import { codeText } from '../../../shared/messages/code-text.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import {
  serviceConsentSchema,
  serviceIdSchema,
  type ServiceProof,
  type ServiceView,
} from '../../../shared/model/service.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigest } from '../../adapters/system/digest.ts';
import { systemRandom } from '../../adapters/system/random.ts';
import { systemVerifier } from '../../adapters/system/verifier.ts';
import { dayInChina } from '../../../shared/card/china-day.ts';
import { proveServices } from '../../core/service/prove.ts';
import type { ServiceTrust } from '../../core/service/signed-list.ts';
import { oneOf } from './arguments.ts';
import { cardOf, type Answer, type Command, type Desk } from './desk.ts';
import { printedOf, trustOf, writerOf } from './inspect-command.ts';
import { table, stepLine } from './output.ts';
import { sealTrustOf } from './seal-trust-file.ts';

/** In which the holder was asked. */
const languages = serviceConsentSchema.shape.language.options;

export const serviceCommands: readonly Command[] = [
  {
    name: 'service list',
    summary: { zh: '读取写卡器上证件的服务清单', en: 'read the services of the card on the writer' },
    positionals: ['NUMBER'],
    options: { writer: 'string' },
    usesWriter: true,
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [number = ''] }) {
      const view = await readView(desk, number);
      return view.ok ? ok(answerOf(number, view.value, desk.language)) : view;
    },
  },
  {
    name: 'service add',
    summary: {
      zh: '为已制成的证件添加服务，持证人已以 --consent zh 或 en 同意，须由 --second 批准；不给日期时自今日起至证件到期',
      en: 'add a service to an issued card, the holder having agreed in --consent zh or en, approved by --second; from today to the end of the card where no day is given',
    },
    positionals: ['NUMBER'],
    options: {
      writer: 'string',
      service: 'string',
      'name-zh': 'string',
      'name-en': 'string',
      endpoint: 'string',
      from: 'string',
      until: 'string',
      consent: languages,
    },
    usesWriter: true,
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [number = ''], text }) {
      return change(desk, number, async (on, card) => {
        const service = {
          id: text('service') ?? '',
          nameZh: text('name-zh') ?? '',
          nameEn: text('name-en') ?? '',
          endpoint: text('endpoint') ?? '',
          from: text('from') ?? dayInChina(systemClock.now()),
          until: text('until') ?? card.validUntil,
        };
        const consent = await agreed(desk, card, { act: 'add', service }, text('consent'));
        return consent.ok ? desk.call('service.add', { ...on, service }) : consent;
      });
    },
  },
  {
    name: 'service renew',
    summary: {
      zh: '为卡内服务续期，持证人已以 --consent zh 或 en 同意，须由 --second 批准',
      en: 'renew a service of a card, the holder having agreed in --consent zh or en, approved by --second',
    },
    positionals: ['NUMBER'],
    options: {
      writer: 'string',
      service: 'string',
      until: 'string',
      consent: languages,
    },
    usesWriter: true,
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [number = ''], text }) {
      return change(desk, number, async (on, card) => {
        const terms = { serviceId: text('service') ?? '', until: text('until') ?? card.validUntil };
        const consent = await agreed(desk, card, { act: 'renew', ...terms }, text('consent'));
        return consent.ok ? desk.call('service.renew', { ...on, ...terms }) : consent;
      });
    },
  },
  {
    name: 'service withdraw',
    summary: { zh: '撤销卡内服务，须由 --second 批准', en: 'withdraw a service of a card, approved by --second' },
    positionals: ['NUMBER'],
    options: {
      writer: 'string',
      service: 'string',
    },
    usesWriter: true,
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [number = ''], text }) {
      return change(desk, number, (on) => desk.call('service.withdraw', { ...on, serviceId: text('service') ?? '' }));
    },
  },
  {
    name: 'service finish',
    summary: { zh: '把中断的服务变更写完', en: 'write an interrupted change of services to its end' },
    positionals: ['NUMBER'],
    options: {},
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [number = ''] }) {
      const card = await cardOf(desk, number);
      if (!card.ok) return card;
      const view = await desk.call('service.finish', { cardId: card.value.id });
      return view.ok ? ok(answerOf(number, view.value, desk.language)) : view;
    },
  },
  {
    name: 'service prove',
    summary: {
      zh: '作为验证方让芯片证明其服务：只需卡面内容；信任 --trust（CSCA）与 --service-trust（服务 CA；均为 DER 或 PEM），否则用 --data 的证书',
      en: 'as a verifier, have the chip prove its services with what is printed on the card; trusts --trust (CSCA) and --service-trust (service CA; both DER or PEM), else those of --data',
    },
    positionals: [],
    options: {
      writer: 'string',
      number: 'string',
      birth: 'string',
      expiry: 'string',
      service: 'string',
      trust: 'string',
      'service-trust': 'string',
    },
    opens: 'nothing',
    async run({ folder, root, language }, invocation) {
      const { text } = invocation;
      const writer = await writerOf(text('writer') ?? '', root, folder);
      if (!writer.ok) return writer;
      const printed = printedOf(invocation);
      if (!printed.ok) return printed;
      const wanted = text('service');
      const service = wanted === undefined ? null : serviceIdSchema.safeParse(wanted);
      if (service?.success === false) return fail('usage', { problem: '--service' });
      const trust = serviceTrustOf(text('trust'), text('service-trust'), folder);
      if (!trust.ok) return trust;
      const ports = { digest: systemDigest, verifier: systemVerifier, random: systemRandom, clock: systemClock };
      const options = { printed: printed.value, serviceId: service?.data ?? null };
      const proofs = await proveServices(writer.value, trust.value, ports, options);
      return proofs.ok ? ok(proofAnswer(proofs.value, language)) : proofs;
    },
  },
];

async function readView(desk: Desk, number: string): Promise<Result<ServiceView>> {
  const card = await cardOf(desk, number);
  return card.ok ? desk.call('service.read', { cardId: card.value.id }) : card;
}

type OnServices = Pick<CallInput<'service.withdraw'>, 'cardId' | 'listNumber' | 'second'>;

/** Reads the list first: the approval is for a change of exactly that list. */
async function change(
  desk: Desk,
  number: string,
  act: (on: OnServices, card: Card) => Promise<Result<ServiceView>>,
): Promise<Result<Answer>> {
  const second = await desk.secondPerson();
  if (!second.ok) return second;
  const before = await readView(desk, number);
  if (!before.ok) return before;
  const { card, listNumber } = before.value;
  const view = await act({ cardId: card.id, listNumber, second: second.value }, card);
  return view.ok ? ok(answerOf(number, view.value, desk.language)) : view;
}

/** What whoever types the command heard from the holder. */
function agreed(
  desk: Desk,
  card: Card,
  request: CallInput<'service.consent'>['request'],
  language: string | undefined,
): Promise<Result<unknown>> | Result<never> {
  const spoken = oneOf(languages, 'consent', language);
  if (!spoken.ok) return spoken;
  return desk.call('service.consent', { cardId: card.id, request, language: spoken.value, agrees: true });
}

function answerOf(number: string, view: ServiceView, language: Language): Answer {
  const { card, listNumber, entries, bytesUsed, bytesTotal, unfinished } = view;
  const standing = (code: string): string => codeText(language, 'services.standing', code);
  return {
    json: {
      number,
      cardId: card.id,
      validUntil: card.validUntil,
      listNumber,
      bytesUsed,
      bytesTotal,
      unfinished,
      entries,
    },
    lines: table(
      entries.map((entry) => [entry.id, standing(entry.standing), `${entry.from}..${entry.until}`, entry.endpoint]),
    ),
    exitCode: unfinished === null ? 0 : 3,
  };
}

/** With nobody to trust the card is asked all the same, and its proofs do not hold. */
function serviceTrustOf(csca: string | undefined, serviceCa: string | undefined, folder: string): Result<ServiceTrust> {
  const trust = trustOf(csca, folder);
  if (!trust.ok) return trust;
  const own = join(folder, 'keys', 'service-ca.der');
  const path = serviceCa ?? (existsSync(own) ? own : undefined);
  if (path === undefined) return ok({ ...trust.value, serviceCaCertificates: [] });
  const ca = sealTrustOf(path);
  return ca.ok ? ok({ ...trust.value, serviceCaCertificates: ca.value.cscaCertificates }) : ca;
}

/** Exit code 3 where not every service was proven, also where there is none. */
function proofAnswer(proofs: readonly ServiceProof[], language: Language): Answer {
  const passed = proofs.length > 0 && proofs.every(({ proven }) => proven);
  const lines = proofs.flatMap(({ serviceId, proven, standing, steps }) => [
    `${proven ? 'OK  ' : 'FAIL'} ${serviceId} ${codeText(language, 'services.standing', standing)}`,
    ...steps.map((step) => `  ${stepLine(codeText(language, 'service.check', step.check), step, language)}`),
  ]);
  return {
    json: { passed, proofs },
    lines: proofs.length === 0 ? [codeText(language, 'services', 'proof.none')] : lines,
    exitCode: passed ? 0 : 3,
  };
}
