/** `starcard audit change-key`: the log goes on under a new key, and says so itself. */

import { fail, ok, type Result } from '../../../shared/result.ts';
import type { KeyTarget } from '../audit-key.ts';
import type { Command } from './desk.ts';

const stores: readonly KeyTarget['store'][] = ['file', 'system', 'token'];

export const auditKeyCommand: Command = {
  name: 'audit change-key',
  summary: {
    zh: '更换审计日志的签名密钥（--second 为第二人；新密钥放在 file 加密文件、system 系统密钥库或 token 密码机），更换记录由新旧密钥共同签名',
    en: 'go on with a new key of the audit log, with --second as the second person (in a sealed file, the system’s key store or a security module); old and new sign the change',
  },
  positionals: [],
  options: { second: 'string', to: stores, library: 'string', token: 'string', 'pin-file': 'string' },
  opens: 'writing',
  actsAs: 'supervisor1',
  async run(desk, { text }) {
    const target = targetOf(text);
    if (!target.ok) return target;
    const second = await desk.secondPerson();
    if (!second.ok) return second;
    const changed = await desk.changeAuditKey(target.value, second.value);
    if (!changed.ok) return changed;
    const { verifierKey } = changed.value;
    return ok({ json: { verifierKey }, lines: [verifierKey] });
  },
};

function targetOf(text: (name: 'to' | 'library' | 'token' | 'pin-file') => string | undefined): Result<KeyTarget> {
  const to = text('to') ?? 'file';
  if (to === 'file' || to === 'system') return ok({ store: to });
  const library = text('library');
  const token = text('token');
  if (to !== 'token' || library === undefined || token === undefined) {
    return fail('usage', { problem: `--to ${stores.join('|')} --library FILE --token LABEL` });
  }
  const pinFile = text('pin-file');
  return ok({ store: 'token', library, token, ...(pinFile === undefined ? {} : { pinFile }) });
}
