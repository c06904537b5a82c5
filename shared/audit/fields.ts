/**
 * What the detail of an audit entry may hold, each field once: its form and its name in both languages. Ids, serials,
 * counts, codes and digests; no field for a name, a number or a text about a person (docs/design.md section 9).
 */

import { printerAddressSchema } from '../model/device.ts';

interface Field<T> {
  readonly holds: Check<T>;
  readonly zh: string;
  readonly en: string;
}

// By hand: every entry is checked before it is written, and a schema would take longer than the entry's hashes.
type Check<T> = (value: unknown) => value is T;

function field<T>(holds: Check<T>, zh: string, en: string): Field<T> {
  return { holds, zh, en };
}

function textOf(most: number, form?: RegExp): Check<string> {
  return (value): value is string =>
    typeof value === 'string' && value.length <= most && (form === undefined || form.test(value));
}

/** 128 random bits in hex, or a UUID. */
const id = textOf(36, /^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
/** Some of them, one after the other. */
const ids: Check<string> = (value): value is string =>
  typeof value === 'string' && /^([0-9a-f]{32}( [0-9a-f]{32})*)?$/.test(value);
/** Of a blank, a chip, a box or a receipt; empty where there is none yet. */
const serial = textOf(64);
const count: Check<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const flag: Check<boolean> = (value) => typeof value === 'boolean';
/** SHA-256 in hex, of a person's data only together with that person's salt. */
const digest = textOf(64, /^[0-9a-f]{64}$/);
/** Words of the program's own: kinds of failures, states, reasons, names of fields. */
const code = textOf(500, /^[\w.:, /+-]*$/);
/** What a device or the system says of itself or its trouble. */
const words = textOf(500);
const account = textOf(64);
/** A note or key of the signed-note formats. */
const note = textOf(2000);
const place = textOf(20);
/** Of a device: no spaces, no letters but those of addresses, no account or password in it. */
const address: Check<string> = (value): value is string => printerAddressSchema.safeParse(value).success;

export const fields = {
  act: field(code, '库存操作', 'act'),
  acknowledged: field(count, '已确认数', 'acknowledged'),
  action: field(code, '批准的操作', 'action approved'),
  afterCrash: field(flag, '上次未正常退出', 'after an end that is not on record'),
  address: field(address, '地址', 'address'),
  after: field(code, '此前原因', 'after'),
  application: field(id, '申请', 'application'),
  approval: field(id, '批准编号', 'approval'),
  approvedBy: field(account, '批准人', 'approved by'),
  attempt: field(count, '第几次', 'attempt'),
  blank: field(serial, '空白卡', 'blank'),
  blankReleased: field(serial, '退回托盘的空白卡', 'blank put back'),
  bytes: field(count, '字节数', 'bytes'),
  cases: field(ids, '案件', 'cases'),
  cause: field(code, '差异原因', 'cause'),
  checks: field(code, '未通过的检查', 'checks that were not well'),
  certificate: field(digest, '证书摘要', 'digest of the certificate'),
  change: field(id, '变更编号', 'change'),
  chipSerial: field(serial, '芯片序列号', 'chip serial'),
  codeDigest: field(digest, '封存码摘要', 'digest of the sealed code'),
  collector: field(code, '领证人', 'collected by'),
  complaint: field(id, '异议编号', 'complaint'),
  consent: field(id, '同意编号', 'consent'),
  copy: field(id, '副本编号', 'copy'),
  count: field(count, '数量', 'count'),
  countDigest: field(digest, '清点摘要', 'digest of the count'),
  crop: field(code, '裁剪范围', 'crop'),
  decision: field(code, '处理结果', 'decision'),
  defects: field(code, '外观缺陷', 'visible defects'),
  dispatch: field(id, '发送编号', 'dispatch'),
  differs: field(flag, '有差异', 'differs'),
  duplicate: field(count, '重复', 'duplicates'),
  ending: field(code, '结束方式', 'how it ended'),
  endorsement: field(note, '密钥交接签名', 'endorsement'),
  entries: field(count, '条数', 'entries'),
  erasure: field(id, '删除编号', 'erasure'),
  envelope: field(count, '信封编号', 'envelope'),
  error: field(code, '错误', 'error'),
  failuresBefore: field(count, '此前失败次数', 'failures before'),
  fields: field(code, '不符字段', 'fields that differ'),
  finding: field(code, '查看结果', 'finding'),
  first: field(serial, '起始', 'first'),
  formerKey: field(note, '原公钥', 'former key'),
  from: field(code, '起用日', 'from'),
  group: field(code, '指令组', 'group of commands'),
  heads: field(count, '树头数', 'tree heads'),
  headsDigest: field(digest, '树头摘要', 'digest of the tree heads'),
  held: field(count, '暂缓', 'held'),
  imported: field(count, '新收', 'imported'),
  in: field(code, '所在步骤', 'in'),
  instead: field(serial, '替换', 'in place of'),
  job: field(id, '任务', 'job'),
  key: field(code, '密钥', 'key'),
  language: field(code, '语言', 'language'),
  keyDigest: field(digest, '公钥摘要', 'digest of the public key'),
  kind: field(code, '种类', 'kind'),
  lanes: field(count, '并行数', 'lanes'),
  last: field(serial, '结束', 'last'),
  layout: field(code, '版式', 'layout'),
  late: field(flag, '补办', 'done late'),
  ledgerDigest: field(digest, '台账摘要', 'digest of the ledger'),
  line: field(count, '行', 'line'),
  lines: field(count, '行数', 'lines'),
  listDigest: field(digest, '服务清单摘要', 'digest of the list'),
  listNumber: field(count, '服务清单序号', 'number of the list'),
  locked: field(flag, '账号已锁定', 'account was locked'),
  lostRoot: field(note, '丢失部分的根摘要', 'root that was lost'),
  lostSize: field(count, '原有条数', 'entries there had been'),
  memoryKib: field(count, '内存 KiB', 'memory in KiB'),
  milliseconds: field(count, '毫秒', 'milliseconds'),
  minutes: field(count, '分钟', 'minutes'),
  marked: field(flag, '待复核', 'marked for review'),
  means: field(code, '方式', 'means'),
  method: field(code, '销毁方式', 'method'),
  movement: field(count, '台账行号', 'row of the ledger'),
  named: field(count, '文件所列数', 'named in the file'),
  note: field(id, '批注编号', 'note'),
  noteDigest: field(digest, '批注摘要', 'digest of the note'),
  occasion: field(code, '时机', 'occasion'),
  office: field(code, '机构', 'office'),
  old: field(id, '旧证编号', 'entry of the old card'),
  number: field(count, '编号', 'number'),
  oldBlank: field(serial, '旧证空白卡', 'blank of the old card'),
  oldCard: field(id, '旧证', 'old card'),
  oldCardCollected: field(flag, '已收回旧证', 'old card collected'),
  opening: field(count, '期初数', 'opening stock'),
  peer: field(code, '对方工作站', 'other workstation'),
  photoDigest: field(digest, '照片摘要', 'digest of the photo'),
  passes: field(count, '遍数', 'passes'),
  passwordDigest: field(digest, '密码散列摘要', 'digest of the password hash'),
  pdfDigest: field(digest, '卡面文件摘要', 'digest of the faces'),
  period: field(code, '期间', 'period'),
  proof: field(id, '卡签名编号', 'signature by the card'),
  place: field(code, '原处', 'place before'),
  plastic: field(code, '实体读取方式', 'plastic read by'),
  printName: field(code, '打印任务名', 'print job'),
  printer: field(code, '打印机', 'printer'),
  problem: field(code, '问题', 'problem'),
  profileDigest: field(digest, '签发配置摘要', 'digest of the profile'),
  program: field(code, '程序', 'program'),
  proven: field(count, '已验证', 'proven'),
  readBy: field(code, '读取方式', 'read by'),
  reason: field(words, '原因', 'reason'),
  receipt: field(serial, '回执', 'receipt'),
  receiptDigest: field(digest, '回执摘要', 'digest of the receipt'),
  recordDigest: field(digest, '记录摘要', 'digest of the record'),
  refused: field(count, '拒收', 'refused'),
  relation: field(code, '新旧号码关系', 'relation of the numbers'),
  released: field(count, '解除暂缓', 'released'),
  repeated: field(count, '重复导出', 'repeated'),
  replaced: field(count, '更新', 'replaced'),
  replacedADatabase: field(flag, '替换了原数据库', 'replaced a database'),
  reprint: field(flag, '重印', 'reprint'),
  results: field(count, '结果数', 'results'),
  resumed: field(flag, '续写', 'resumed'),
  revision: field(count, '版本', 'revision'),
  role: field(code, '角色', 'role'),
  safe: field(place, '保险柜', 'safe'),
  saltDigest: field(digest, '动态码盐值摘要', 'digest of the salt'),
  schemaVersion: field(count, '数据库版本', 'version of the database'),
  sealedCode: field(id, '封存码编号', 'sealed code'),
  service: field(code, '服务', 'service'),
  services: field(count, '服务数', 'services'),
  setting: field(code, '设置项', 'setting'),
  shown: field(digest, '所示内容摘要', 'digest of what was shown'),
  sides: field(count, '面数', 'sides'),
  size: field(count, '日志条数', 'entries of the log'),
  slot: field(place, '格位', 'slot'),
  sodDigest: field(digest, '安全对象摘要', 'digest of the security object'),
  startedBy: field(account, '发起人', 'started by'),
  state: field(code, '状态', 'state'),
  subject: field(serial, '对象', 'subject'),
  supply: field(code, '耗材', 'supply'),
  suspended: field(count, '未知结果数', 'cards of unknown outcome'),
  termsDigest: field(digest, '服务内容摘要', 'digest of the terms'),
  testCard: field(serial, '测试卡', 'test card'),
  to: field(code, '去处', 'to'),
  total: field(count, '合计', 'total'),
  untested: field(code, '未自检的原因', 'why without a self-test'),
  until: field(code, '停用日', 'until'),
  upgradedFrom: field(count, '原数据库版本', 'version before'),
  value: field(words, '取值', 'value'),
  verifierKey: field(note, '公钥', 'verifier key'),
  via: field(code, '经由', 'by way of'),
  view: field(code, '视图', 'view'),
  warnings: field(code, '已确认的提示', 'warnings acknowledged'),
  way: field(code, '方式', 'way'),
  what: field(code, '内容', 'what'),
  withdrawn: field(count, '撤回', 'withdrawn'),
  witness: field(code, '见证方', 'witness'),
  writer: field(code, '写卡器', 'writer'),
  writtenAgain: field(flag, '再次写入', 'written again'),
} as const;

export type FieldName = keyof typeof fields;
export type FieldValue<N extends FieldName> = (typeof fields)[N] extends Field<infer T> ? T : never;
