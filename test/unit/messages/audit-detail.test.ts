/** Audit entries as they are read on the screen: no code or key of ours is left where there is a word for it. */

import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/audit/catalogue.ts';
import { severities } from '../../../shared/audit/event-kind.ts';
import {
  actorText,
  detailText,
  detailTitle,
  durationText,
  subjectWords,
  tellingText,
} from '../../../shared/messages/audit-detail.ts';
import { codeText } from '../../../shared/messages/code-text.ts';
import { zh } from '../../../shared/messages/zh.ts';
import { findingSchema, visualDefectSchema } from '../../../shared/model/issue.ts';
import { printerFaultSchema, writerFaultSchema } from '../../../shared/model/device.ts';
import { setAsideReasonSchema } from '../../../shared/model/job.ts';
import { blankPlaceSchema } from '../../../shared/model/stock.ts';

const warnings = Object.keys(zh.window)
  .filter((key) => key.startsWith('warning.'))
  .map((key) => key.slice('warning.'.length));

describe('the detail of an entry', () => {
  it.each([
    ['reason', setAsideReasonSchema.options],
    ['after', setAsideReasonSchema.options],
    ['defects', visualDefectSchema.options],
    ['finding', findingSchema.options.map((option) => option.shape.kind.value)],
    ['place', blankPlaceSchema.options],
    ['writer', writerFaultSchema.options],
    ['printer', printerFaultSchema.options],
    ['warnings', warnings],
    ['error', Object.keys(zh.errors)],
    ['problem', Object.keys(zh.errors)],
    ['kind', Object.keys(zh.errors)],
    ['action', Object.keys(catalogue)],
    ['group', ['authenticate', 'write.master', 'write.emrtd', 'write.service', 'lock']],
    ['occasion', ['start', 'stop', 'shift', 'export', 'report', 'rotation', 'restore', 'entries']],
    ['what', ['log', 'archive', 'selection', 'csv']],
    ['role', ['officer', 'supervisor', 'auditor', 'administrator', 'system']],
  ])('says every code of "%s" in words, in both languages', (field, codes) => {
    // A code that is an English word already may stand for itself.
    const isCoded = (code: string): boolean => /[A-Z.]/.test(code) && detailText(field, code, 'en') === code;
    expect(codes.filter(isCoded)).toEqual([]);
    expect(codes.filter((code) => !/\p{Script=Han}/u.test(detailText(field, code, 'zh')))).toEqual([]);
  });

  it('leaves out of a failure what only whoever met it was told', () => {
    expect(detailText('error', 'chip.otherCard', 'en')).not.toMatch(/[{}]/);
    expect(detailText('problem', 'storage.full', 'zh')).toBe('磁盘已满，无法写入 …');
  });

  it('names each of several codes', () => {
    expect(detailText('defects', 'scratch, edge', 'zh')).toBe('划痕、边缘或卡体损坏');
    expect(detailText('warnings', 'urgent, minor', 'en')).toBe('urgent, minor');
  });

  it('reads flags, emptiness and times as people do', () => {
    expect([true, false, ''].map((value) => detailText('oldBlank', value, 'zh'))).toEqual(['是', '否', '无']);
    expect(detailText('clockBackMs', 5_400_000, 'en')).toBe('1.5 h');
    expect(detailTitle('clockBackMs', 'zh')).toBe('时钟倒拨');
  });

  it('shows a code of a later version as it was written', () => {
    expect(detailText('reason', 'somethingNew', 'en')).toBe('somethingNew');
    expect(detailTitle('newField', 'en')).toBe('newField');
  });

  it('says in few words what is special about an entry', () => {
    const detail = { attempt: 2, blank: 'SC-00000001', reason: 'chipFault', error: '' };
    expect([tellingText(detail, 'zh'), tellingText(detail, 'en')]).toEqual(['芯片故障', 'Chip fault']);
  });
});

describe('who acted and on what', () => {
  it('calls the program by no account', () => {
    expect(actorText({ actor: 'system', role: 'system' }, 'en')).toBe('program');
    expect(actorText({ actor: 'system', role: 'officer' }, 'en')).toBe('system');
    expect(actorText({ actor: 'officer1', role: 'officer' }, 'zh')).toBe('officer1');
  });

  it('names the entry that a mark is on, and leaves out the name of the log', () => {
    expect(subjectWords({ kind: 'entry', id: '12' }, 'zh')).toEqual({
      kind: '日志条目',
      id: '第 12 条',
      isExact: false,
    });
    expect(subjectWords({ kind: 'log', id: 'audit' }, 'en').id).toBe('');
    expect(subjectWords({ kind: 'device', id: 'training' }, 'zh').id).toBe('培训设备');
    expect(subjectWords({ kind: 'blank', id: 'SC-1' }, 'en')).toEqual({ kind: 'blank', id: 'SC-1', isExact: true });
  });

  it('has a word for every weight', () => {
    for (const severity of severities) {
      expect(codeText('zh', 'audit.severity', severity)).toMatch(/\p{Script=Han}/u);
      expect(codeText('en', 'audit.severity', severity)).not.toBe(severity === 'info' ? 'info' : '');
    }
  });
});

it.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1000, '1 s'],
  [59_940, '60 s'],
  [90_000, '1.5 min'],
  [7_200_000, '2 h'],
  [15 * 86_400_000, '15 d'],
])('%d ms is %s', (ms, text) => {
  expect(durationText(ms, 'en')).toBe(text);
});
