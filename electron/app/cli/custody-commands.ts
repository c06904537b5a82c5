/** Commands of custody: where a card is, sending it on, what is out of use, old cards, and issuance receipts. */

import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { complaintKindSchema, custodyViewSchema } from '../../../shared/model/custody.ts';
import { complaintDecisionSchema } from '../../../shared/model/results.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { openSoftwareKeys } from '../../adapters/keys/software/software-keys.ts';
import { codeOf } from '../../adapters/system/error-code.ts';
import { systemDigest } from '../../adapters/system/digest.ts';
import { systemVerifier } from '../../adapters/system/verifier.ts';
import { verifyIssuance } from '../../core/results/issuance.ts';
import { twoCardsOfOne } from '../../core/results/two-cards.ts';
import { oneOf } from './arguments.ts';
import { cardOf, type Answer, type Command } from './desk.ts';
import { table } from './output.ts';
import { keyFrom } from './verify-export-folder.ts';

export const custodyCommands: readonly Command[] = [
  {
    name: 'custody list',
    summary: {
      zh: '证件在哪里：按姓名、号码、申请、护照、序列号或柜格查找',
      en: 'where is my card: by name, number, application, passport, serial or slot',
    },
    positionals: ['TEXT?'],
    options: { view: custodyViewSchema.options },
    opens: 'reading',
    actsAs: 'officer1',
    async run(desk, { positionals: [wanted], text }) {
      const view = oneOf(custodyViewSchema.options, 'view', text('view') ?? 'all');
      if (!view.ok) return view;
      const search = wanted === undefined ? {} : { text: wanted };
      const page = await desk.call('custody.list', { view: view.value, limit: 500, ...search });
      if (!page.ok) return page;
      const lines = table(
        page.value.rows.map(({ card, applicationNumber, latinName, urgent, office }) => [
          applicationNumber,
          latinName,
          card.state,
          office ?? `${card.safe ?? ''} ${card.slot ?? ''}`,
          urgent ? '!' : '',
        ]),
      );
      return ok({ json: page.value, lines });
    },
  },
  {
    name: 'custody dispatch',
    summary: {
      zh: '将证件发往其他机构，单据写到 --out',
      en: 'send a card to another office, its signed paper to --out',
    },
    positionals: ['NUMBER', 'OFFICE'],
    options: { out: 'string' },
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { positionals: [number = '', office = ''], text }) {
      if (text('out') === undefined) return fail('usage', { problem: '--out' });
      const card = await cardOf(desk, number);
      if (!card.ok) return card;
      const { id: cardId, revision } = card.value;
      const sent = await desk.call('custody.dispatch', { cardId, revision, office });
      return sent.ok ? ok({ json: sent.value, lines: [`${number} -> ${office}: ${sent.value?.file ?? ''}`] }) : sent;
    },
  },
  {
    name: 'custody take-in',
    summary: {
      zh: '接收其他机构送来的证件：单据文件与发送机构公钥（--key，PEM）',
      en: 'take in a card of another office by its paper and the sender’s public key (--key, PEM)',
    },
    positionals: ['FILE'],
    options: { key: 'string', safe: 'string', slot: 'string' },
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { text }) {
      const key = readText(text('key') ?? '');
      if (!key.ok) return key;
      const place = { safe: text('safe') ?? 'A', slot: text('slot') ?? '1' };
      const taken = await desk.call('custody.chooseAndTakeIn', { ...place, key: key.value });
      return taken.ok ? ok({ json: taken.value, lines: [taken.value?.blankSerial ?? ''] }) : taken;
    },
  },
  {
    name: 'custody key',
    summary: {
      zh: '本工作站签署结果与单据的公钥（PEM），交给接收方',
      en: 'the public key (PEM) of results and papers of this workstation, for whoever receives them',
    },
    positionals: [],
    options: {},
    opens: 'reading',
    actsAs: 'officer1',
    async run({ folder }) {
      const signer = openSoftwareKeys(join(folder, 'keys'), undefined, 'refuse').signer('results', 'ES256');
      if (!signer.ok) return signer;
      const der = Buffer.from(signer.value.publicKey());
      const pem = createPublicKey({ key: der, format: 'der', type: 'spki' }).export({ type: 'spki', format: 'pem' });
      return ok({ json: { key: pem }, lines: [String(pem).trimEnd()] });
    },
  },
  {
    name: 'custody revocations',
    summary: { zh: '导出签名的注销清单到 --out', en: 'write the signed revocation list to --out' },
    positionals: [],
    options: { out: 'string' },
    opens: 'writing',
    actsAs: 'officer1',
    async run(desk, { text }) {
      if (text('out') === undefined) return fail('usage', { problem: '--out' });
      const list = await desk.call('custody.chooseAndExportRevocations', {});
      if (!list.ok) return list;
      return ok({ json: list.value, lines: [`${list.value?.entries ?? 0} -> ${list.value?.file ?? ''}`] });
    },
  },
  {
    name: 'old-cards',
    summary: { zh: '旧证清单及其下落', en: 'the old cards and what became of each' },
    positionals: [],
    options: {},
    opens: 'reading',
    actsAs: 'officer1',
    async run(desk) {
      const list = await desk.call('oldCard.list', { states: ['collected', 'cancelled', 'evidence', 'destroyed'] });
      if (!list.ok) return list;
      const lines = table(
        list.value.map((old) => [
          old.applicationNumber,
          old.layout,
          old.readBy,
          old.state,
          old.collectedBy,
          old.witness ?? '',
        ]),
      );
      return ok({ json: list.value, lines });
    },
  },
  {
    name: 'complaint',
    summary: {
      zh: '持证人异议：--open 登记，--inspect 查验，--decide 处理（本处差错须 --second）',
      en: 'a complaint about a card: --open WHAT, --inspect, --decide DECISION (our own fault: with --second)',
    },
    positionals: ['NUMBER'],
    options: { open: complaintKindSchema.options, inspect: 'boolean', decide: complaintDecisionSchema.options },
    opens: 'writing',
    actsAs: 'officer2',
    async run(desk, { positionals: [number = ''], text, flag }) {
      const card = await cardOf(desk, number);
      if (!card.ok) return card;
      const cardId = card.value.id;
      if (text('open') !== undefined) {
        const what = oneOf(complaintKindSchema.options, 'open', text('open'));
        return what.ok ? told(number, await desk.call('complaint.open', { cardId, what: what.value })) : what;
      }
      if (flag('inspect')) return told(number, await desk.call('complaint.inspect', { cardId }));
      const decision = oneOf(complaintDecisionSchema.options, 'decide', text('decide'));
      if (!decision.ok) return decision;
      const second = decision.value === 'productionFault' ? await desk.secondPerson() : ok(null);
      if (!second.ok) return second;
      const decided = await desk.call('complaint.decide', { cardId, decision: decision.value, second: second.value });
      return decided.ok ? told(number, ok(decided.value.complaint)) : decided;
    },
  },
  {
    name: 'receipt issuance',
    summary: {
      zh: '写出一张证件的签发凭据（含日志证明）到 --out',
      en: 'write the issuance receipt of a card, with the proofs of its log entries, to --out',
    },
    positionals: ['NUMBER'],
    options: { out: 'string' },
    opens: 'writing',
    actsAs: 'supervisor1',
    async run(desk, { positionals: [number = ''], text }) {
      if (text('out') === undefined) return fail('usage', { problem: '--out' });
      const card = await cardOf(desk, number);
      if (!card.ok) return card;
      const saved = await desk.call('card.chooseAndSaveIssuance', { cardId: card.value.id });
      return saved.ok ? ok({ json: saved.value, lines: [saved.value?.file ?? ''] }) : saved;
    },
  },
  {
    name: 'receipt verify',
    summary: {
      zh: '仅凭文件与公钥（--key）检验签发凭据',
      en: 'check an issuance receipt with nothing but the file and the log’s key (--key)',
    },
    positionals: ['FILE'],
    options: { key: 'string' },
    opens: 'nothing',
    async run(_desk, { positionals: [file = ''], text }) {
      const key = keyFrom(text('key') ?? '');
      if (key === undefined) return fail('audit.noKey', { key: (text('key') ?? '').slice(0, 200) });
      const content = readText(file);
      if (!content.ok) return content;
      const checked = verifyIssuance({ digest: systemDigest, verifier: systemVerifier, key }, content.value);
      if (!checked.ok) return checked;
      const { statement, entries, size } = checked.value;
      const lines = Object.entries(statement).map(([name, value]) => `${name}: ${value}`);
      return ok({
        json: { ...statement, entries: entries.length, size },
        lines: [...lines, `OK ${entries.length}/${size}`],
      });
    },
  },
  {
    name: 'results compare',
    summary: {
      zh: '比较多个工作站的结果文件，找出同一申请制成两张有效证件的情况',
      en: 'compare the result files of several workstations: one application with two living cards',
    },
    positionals: ['FILE', 'FILE'],
    options: {},
    opens: 'nothing',
    async run(_desk, { positionals }) {
      const files = positionals.map(readText);
      const texts: string[] = [];
      for (const file of files) {
        if (!file.ok) return file;
        texts.push(file.value);
      }
      const found = twoCardsOfOne(texts);
      if (!found.ok) return found;
      const lines = found.value.map(({ applicationNumber, cards }) => `${applicationNumber}: ${cards.join(', ')}`);
      return ok({ json: found.value, lines, exitCode: lines.length === 0 ? 0 : 3 });
    },
  },
];

function told(
  number: string,
  complaint: Result<{ readonly what: string; readonly findings: string | null; readonly decision: string | null }>,
): Result<Answer> {
  if (!complaint.ok) return complaint;
  const { what, findings, decision } = complaint.value;
  return ok({ json: complaint.value, lines: [`${number}: ${what} ${findings ?? '?'} ${decision ?? ''}`.trimEnd()] });
}

function readText(path: string): Result<string> {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (thrown) {
    return fail('file.unreadable', { path, reason: codeOf(thrown) });
  }
}
