/** What a check of a card found wrong, in words. Both languages side by side: one sentence is the other's check. */

import type { StepProblem, StepProblemKind } from '../model/step-problem.ts';
import { codeText } from './code-text.ts';
import type { Bilingual } from './receipt.ts';
import { fill, type Language } from './texts.ts';

/** `{about}` names fields, files or a status word. */
const texts: Readonly<Record<StepProblemKind, Bilingual>> = {
  openToAnyone: { zh: '不出示任何信息也能读取', en: 'it can be read without what is printed on it' },
  paceRefused: {
    zh: '芯片声明支持 PACE，却只能用 BAC 打开',
    en: 'PACE is offered and does not open the chip; BAC does',
  },
  accessNotRepeated: {
    zh: 'EF.CardAccess 的内容未在 EF.DG14 中重复',
    en: 'EF.CardAccess says what EF.DG14 does not repeat',
  },
  filesDisagree: { zh: '列出的与签名的文件不一致（{about}）', en: 'files named and files signed differ ({about})' },
  notLocked: { zh: '未锁定', en: 'not locked' },
  fieldsDiffer: { zh: '与已签名的数据不一致：{about}', en: 'differs from the signed data: {about}' },
  groupsDiffer: { zh: '与摘要不符：{about}', en: 'differs from its digest: {about}' },
  groupsMissing: { zh: '缺少：{about}', en: 'missing: {about}' },
  certificateUnreadable: { zh: '签名者证书无法读取', en: 'the signer certificate cannot be read' },
  otherSigner: { zh: '所称的签名者与所附证书不同', en: 'names another signer than it carries' },
  contentChanged: { zh: '内容与签名时不同', en: 'the content is not what was signed' },
  signatureBad: { zh: '签名不正确', en: 'the signature is not good' },
  signerMayNotSign: { zh: '该签名者无权签名', en: 'the signer may not sign' },
  signerOutOfTime: { zh: '签名时不在签名者证书有效期内', en: 'signed outside the validity of the signer' },
  signerKeyOutOfUse: {
    zh: '签名时不在签名者私钥的使用期内',
    en: 'signed outside the time in which the key of the signer may sign',
  },
  rootUnknown: { zh: '没有该名称的可信国家签发证书', en: 'no trusted country signing CA of that name' },
  notSignedByRoot: { zh: '不是可信国家签发证书所签', en: 'not signed by the trusted country signing CA' },
  issuerNotAuthority: { zh: '签发者不是证书机构', en: 'the issuer is no CA' },
  rootOutOfTime: { zh: '签名时不在国家签发证书有效期内', en: 'signed outside the validity of the country signing CA' },
  signerRevoked: { zh: '签名者证书已被吊销', en: 'the certificate of the signer is revoked' },
  revocationUnknown: {
    zh: '没有该国家签发证书签发的有效吊销列表',
    en: 'no current revocation list of the country signing CA',
  },
  keyUnreadable: { zh: '{about} 中的密钥无法读取', en: 'the key of {about} cannot be read' },
  keyNotHeld: { zh: '芯片没有 {about} 的私钥', en: 'the chip does not hold the key of {about}' },
  refused: { zh: '芯片拒绝：{about}', en: 'refused with {about}' },
  answerForeign: { zh: '应答不是芯片本身作出的', en: 'the answer is not the chip’s own' },
  notForLists: { zh: '该签名者无权签署服务列表', en: 'the signer may not sign lists of services' },
  otherChip: { zh: '为另一枚芯片签发', en: 'made for another chip' },
  otherSecurityObject: { zh: '为另一个安全对象签发', en: 'made for another security object' },
  entryNotYet: { zh: '服务尚未生效', en: 'the service is not valid yet' },
  entryExpired: { zh: '服务已过期', en: 'the service has expired' },
  entryWithdrawn: { zh: '服务已撤销', en: 'the service was withdrawn' },
  noCertificate: { zh: '没有证书', en: 'no certificate' },
  certificateKeyNotHeld: { zh: '芯片没有该证书的私钥', en: 'the chip does not hold the key of the certificate' },
  notAsked: { zh: '未向芯片询问', en: 'the chip was not asked' },
  notByServiceCa: { zh: '不是可信服务证书机构签发', en: 'not issued by a trusted service CA' },
  serviceCaOutOfTime: { zh: '服务证书机构的证书不在有效期内', en: 'the service CA is out of its time' },
  notForService: { zh: '不是用于向服务证明身份的证书', en: 'not for authentication to a service' },
  otherAddress: { zh: '为另一个网址签发', en: 'for another address' },
  otherPeriod: { zh: '有效期与服务条目不同', en: 'of another period than the entry' },
  certificateOutOfTime: { zh: '不在有效期内', en: 'out of its time' },
};

export function problemText(language: Language, { kind, about }: StepProblem): string {
  const words = about.split(', ').map((code) => codeText(language, 'chipField', code));
  return fill(texts[kind][language], { about: words.join(language === 'zh' ? '、' : ', ') });
}
