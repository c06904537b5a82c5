/** Chinese texts of intake failures. */

import type { IntakeErrors } from '../../../errors/intake.ts';
import type { ErrorTexts } from '../../texts.ts';

const askForIntactFile = '请向签发机关索取完好的文件。';
const askForCorrection = '请将行号和原因告知签发机关，由其更正后重新签发。';
const doNotUse = '请勿据此制证，并向上级报告该文件的来源。';
const askAdministrator = '请联系管理员更新本机的签发配置，然后重新导入。';

export const intakeErrors: ErrorTexts<IntakeErrors> = {
  'intake.notApprovals': {
    what: '文件 {file} 不是审批文件：其中没有签名记录。',
    next: '没有导入任何内容。请确认选择的是 .approvals 文件。',
  },
  'intake.tooManyRefused': {
    what: '文件 {file} 中已有 {refused} 行被拒，导入已停止。',
    next: '停止前已处理的 {accepted} 条记录有效。请向签发机关核实该文件。',
  },

  'intake.notText': { what: '该行不是文本。', next: askForIntactFile },
  'intake.oversized': { what: '该行超过 {limitMiB} MiB 的上限。', next: askForIntactFile },
  'intake.notJws': { what: '该行不是签名记录（JWS）。', next: '请确认选择的是 .approvals 文件。' },
  'intake.truncated': { what: '该记录不完整，内容被截断。', next: askForIntactFile },
  'intake.header': { what: '该记录的签名头不合规定：{field}。', next: askForCorrection },

  'intake.signature': { what: '签名无效：该记录被改动过，或者并非由所附证书签署。', next: doNotUse },
  'intake.certificatePath': { what: '所附的证书链无效（{problem}）。', next: doNotUse },
  'intake.certificateUntrusted': { what: '所附证书不是由本机信任的根证书签发的。', next: doNotUse },
  'intake.certificateExpired': { what: '签署该记录的证书在签署时或现在不在有效期内。', next: askForCorrection },
  'intake.certificateUsage': { what: '所附证书无权签署审批记录。', next: doNotUse },
  'intake.certificateRevoked': { what: '签署该记录的证书（序列号 {serial}）已被吊销。', next: doNotUse },
  'intake.revocationUnknown': {
    what: '没有 {issuer} 的现行吊销列表，无法确认证书是否仍然有效。',
    next: askAdministrator,
  },

  'intake.schema': { what: '该记录的格式不符合规定：{field}（{problem}）。', next: askForCorrection },
  'intake.notYetValid': {
    what: '该记录的签发时间（{issuedAt}）晚于本机时间。',
    next: '请先核对本机时钟；时钟无误时请告知签发机关。',
  },
  'intake.expired': { what: '该记录已于 {expiresAt} 失效。', next: '请向签发机关索取新的审批记录。' },
  'intake.wrongOffice': {
    what: '该记录是发给受理单位 {office} 的，不是本单位（{expected}）。',
    next: '请将文件转交该单位。',
  },
  'intake.wrongWorkstation': {
    what: '该记录已指定由工作站 {workstation} 办理，不是本机（{expected}）。',
    next: '请在指定的工作站上导入。',
  },

  'intake.numberCheckDigit': { what: '证件号码的校验码不正确。', next: askForCorrection },
  'intake.numberPlace': { what: '证件号码中的受理地代码 {place} 不存在。', next: askForCorrection },
  'intake.numberNationality': { what: '证件号码中的国籍代码与国籍 {nationality} 不符。', next: askForCorrection },
  'intake.numberBirthDate': { what: '证件号码中的出生日期与申请人不符。', next: askForCorrection },
  'intake.numberSex': { what: '证件号码的顺序码与申请人性别不符。', next: askForCorrection },
  'intake.formerNumber': { what: '原证件号码（15 位）不正确。', next: askForCorrection },
  'intake.relation': { what: '关联项与新、旧证件号码对应不上。', next: askForCorrection },
  'intake.renewalCount': { what: '换证次数（{count}）与申请类别不符。', next: askForCorrection },
  'intake.validityStart': { what: '有效期起始日早于 {earliest}。', next: askForCorrection },
  'intake.validityEnd': { what: '有效期截止日不正确，应为 {expected}。', next: askForCorrection },
  'intake.decisionDate': { what: '批准日期（{date}）晚于记录的签发日期。', next: askForCorrection },
  'intake.birthDate': { what: '出生日期不合常理。', next: askForCorrection },
  'intake.nationality': { what: '国籍代码 {code} 不存在。', next: askForCorrection },
  'intake.passportState': { what: '护照签发国代码 {code} 不存在。', next: askForCorrection },
  'intake.passportExpired': {
    what: '护照已于 {expiresOn} 过期，早于该记录的签发日期。',
    next: '请申请人提供有效护照，由签发机关更正后重新签发。',
  },
  'intake.latinName': { what: '拉丁字母姓名中含有不允许的字符或写法：“{character}”。', next: askForCorrection },
  'intake.chineseName': { what: '中文姓名中含有不允许的字符或写法：“{character}”。', next: askForCorrection },

  'intake.photoSize': {
    what: '照片大小为 {kib} KiB，不在 {minKib} 至 {maxKib} KiB 之间。',
    next: askForCorrection,
  },
  'intake.photoNotJpeg': { what: '照片不是 JPEG 图像。', next: askForCorrection },
  'intake.photoColours': {
    what: '照片有 {components} 个颜色分量（CMYK 为 4 个），只能使用彩色（3 个）或灰度（1 个）。',
    next: askForCorrection,
  },
  'intake.photoCoding': {
    what: '照片采用少见的 JPEG 编码（无损、分层、算术编码或扫描次数过多），本机无法解码。',
    next: askForCorrection,
  },
  'intake.photoPrecision': { what: '照片每个样本为 {bits} 位，只能使用 8 位。', next: askForCorrection },
  'intake.photoTooSmall': {
    what: '照片为 {widthPx}×{heightPx} 像素，少于 {minWidthPx}×{minHeightPx}，无法清晰打印。',
    next: askForCorrection,
  },
  'intake.photoTooLarge': {
    what: '照片为 {widthPx}×{heightPx} 像素，超过上限 {maxWidthPx}×{maxHeightPx}。',
    next: askForCorrection,
  },
  'intake.photoShape': { what: '照片为 {widthPx}×{heightPx} 像素，比例不是证件照。', next: askForCorrection },
  'intake.photoDamaged': { what: '照片已损坏，无法完整解码。', next: askForCorrection },

  'intake.conflict': {
    what: '申请 {applicationNumber} 已导入过，而该记录内容不同，又没有注明替换哪一份。',
    next: '原有内容未被改动。请与签发机关核实以哪一份为准。',
  },
  'intake.recordIdReused': {
    what: '记录编号 {recordId} 已被另一份内容不同的记录使用。',
    next: '原有内容未被改动。请与签发机关核实。',
  },
  'intake.applicationUnknown': {
    what: '本机没有申请 {applicationNumber}，该通知无从执行。',
    next: '请先导入该申请的审批记录。',
  },
  'intake.replacesUnknown': {
    what: '该记录要替换的不是申请 {applicationNumber} 现行有效的那一份。',
    next: '原有内容未被改动。请按顺序导入，或与签发机关核实。',
  },
  'intake.concernsUnknown': {
    what: '该通知所指的不是申请 {applicationNumber} 现行有效的那一份。',
    next: '原有内容未被改动。请按顺序导入，或与签发机关核实。',
  },
  'intake.wrongState': {
    what: '该申请目前的状态不接受此通知（例如已撤销，或并未暂停）。',
    next: '原有内容未被改动。请与签发机关核实。',
  },
};
