/** Chinese texts of failures of hand-over and custody. */

import type { HandOverErrors } from '../../../errors/hand-over.ts';
import type { ErrorTexts } from '../../texts.ts';

export const handOverErrors: ErrorTexts<HandOverErrors> = {
  'handover.passportDiffers': {
    what: '护照号码与审批记录不一致。',
    card: '证件仍在保管中。',
    next: '请对照护照原件重新输入；已换新护照的，请持证人一并出示审批时的护照；仍不一致的，不得发放，并报告主管。',
  },
  'handover.portraitDiffers': {
    what: '领证人与证件上印制的照片不是同一人。',
    card: '证件仍在保管中。',
    next: '不得发放，立即报告主管。',
  },
  'handover.proxySameDocument': {
    what: '代领人须出示本人证件，所输号码是持证人的护照号码。',
    card: '证件仍在保管中。',
    next: '请输入代领人本人证件的号码。',
  },
  'handover.tooEarly': {
    what: '此证自 {from} 起生效，此前不得发放。',
    card: '证件保管至该日。',
    next: '请持证人于该日或以后再来领取。',
  },
  'handover.stepMissing': {
    what: '今天还有一步没有完成：{step}。',
    card: '证件仍在保管中。',
    next: '请完成这一步后继续。',
  },
  'handover.chipDiffers': {
    what: '芯片内容与记录不一致：{fields}。',
    card: '证件仍在保管中。',
    next: '不得发放。请就此证登记异议并查验。',
  },
  'handover.holderDisagrees': {
    what: '持证人认为证件内容有误。',
    card: '证件仍在保管中。',
    next: '请登记异议：先查验，再确定责任。',
  },
  'handover.otherReceipt': {
    what: '所签的不是这份回执，或回执拟定时间过久。',
    card: '证件仍在保管中。',
    next: '请重新拟定回执并重新签名。',
  },
  'oldCard.notOfKind': {
    what: '此种办理（{kind}）不收旧证。',
    next: '若为挂失后找回的证件，请在“保管与发放”中找到该证，点“卡体已收回”；持证人另有旧证的，请签发机关更正办理种类。',
  },
  'oldCard.numberInvalid': {
    what: '这不是旧证号码：{flaw}。',
    next: '请对照旧证重新输入 15 位或 18 位号码。',
  },
  'oldCard.ofAnother': {
    what: '此号码与新证持证人不对应。',
    card: '旧证未收，新证仍在保管中。',
    next: '请核对是谁的证件；属他人的，报告主管。',
  },
  'oldCard.relationBroken': {
    what: '新证的关联项推不出这个旧号码。',
    card: '新证仍在保管中。',
    next: '请登记异议，由签发机关更正记录。',
  },
  'oldCard.recordDiffers': {
    what: '旧证芯片内容属于另一人：{fields}。',
    card: '旧证未收，新证仍在保管中。',
    next: '请将证件与本人核对；不相符的，留下两证并报告主管。',
  },
  'oldCard.mustBeRead': {
    what: '换发尚在有效期内的证件，须先读取旧证芯片。',
    card: '新证仍在保管中。',
    next: '请读取旧证；芯片无响应的属于损坏，请签发机关更正办理种类。',
  },
  'oldCard.notValid': {
    what: '旧证已于 {until} 到期，不属于自愿换发。',
    card: '新证仍在保管中。',
    next: '请签发机关改按“期满换发”办理。',
  },
  'oldCard.faceDiffers': {
    what: '旧证中的照片与本人不符。',
    card: '两证均留在本处。',
    next: '不得发放，立即报告主管。',
  },
  'oldCard.collectedAlready': {
    what: '本案的旧证已经收回。',
    next: '请继续办理其余各步。',
  },
  'oldCard.another': {
    what: '本案的旧证在审批记录更正之前已经收回，持证人手中现在的是另一张证件。',
    card: '新证件仍留在格位中。',
    next: '请在“保管与发放”的“全部证件”中找到那张证件，登记异议并以“审批记录差错”作出处理，由此收回；再继续办理。',
  },
  'revocation.notOnRecord': {
    what: '注销清单中有 {count} 行在审计日志中没有对应的操作，清单未签名。',
    next: '请联系管理员：“starcard diagnose” 会指出在程序之外被改动的内容。',
  },
  'oldCard.wrongState': {
    what: '旧证处于“{state}”，不能“{action}”。',
    next: '请在旧证清单中查看。',
  },
  'card.livesElsewhere': {
    what: '此人的一张证件已到其他机构，可能已经发放。',
    card: '新证件仍留在格位中。',
    next: '请先收回那张证件，或按遗失办理，使其去向有记录，再继续。',
  },
  'custody.tooSoon': {
    what: '逾期未领的证件自 {on} 起方可退回。',
    card: '证件仍在保管中。',
    next: '此前请继续提醒持证人。',
  },
  'dispatch.ownOffice': {
    what: '{office} 就是本机构。',
    card: '证件仍在原格位。',
    next: '请填写接收机构。',
  },
  'dispatch.untrusted': {
    what: '随证单据不可信：{flaw}。',
    card: '本处未接收，证件仍属发送机构。',
    next: '请发送机构重新提供单据，并核对所用公钥。',
  },
  'dispatch.otherOffice': {
    what: '此证应送 {office}。',
    card: '本处未接收。',
    next: '请转送该机构。',
  },
  'dispatch.notUnderWay': {
    what: '此证不在发往其他机构途中，或已接收。',
    next: '请在保管中查找。',
  },
  'complaint.open': {
    what: '此证有未处理的异议。',
    card: '处理完毕前不得发放。',
    next: '请查验证件并处理异议。',
  },
  'complaint.none': {
    what: '此证没有未处理的异议。',
    next: '请先按持证人所述登记异议。',
  },
  'complaint.notInspected': {
    what: '登记异议后还没有查验证件。',
    next: '请将证件放在写卡器上查验，再作处理。',
  },
  'complaint.waitsForRecord': {
    what: '本案记录有误，只能由签发机关更正。',
    card: '不得据此制证。',
    next: '请等待更正记录并导入。',
  },
  'complaint.contradicted': {
    what: '查验结果与“{decision}”的处理不符（{fields}）。',
    next: '请按查验结果处理。',
  },
  'issuance.altered': {
    what: '签发凭据与签名时不一致：{part}。',
    next: '不要采信，请向签发机构索取其留存件。',
  },
};
