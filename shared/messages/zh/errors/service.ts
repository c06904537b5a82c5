/** Chinese texts of service access failures. */

import type { ServiceErrors } from '../../../errors/service.ts';
import type { ErrorTexts } from '../../texts.ts';

export const serviceErrors: ErrorTexts<ServiceErrors> = {
  'service.cardUnknown': {
    what: '写卡器上的证件（芯片 {chip}）不在本机档案中。',
    card: '未写入任何内容。',
    next: '请核对证件；此处只能变更本机制作的证件。',
  },
  'service.otherCard': {
    what: '写卡器上是另一张证件：应为 {expected}，实为 {found}。',
    card: '未向当前证件写入任何内容。',
    next: '请放入该持证人的证件后重试。',
  },
  'service.cardNotInUse': {
    what: '该证件已停用（{state}），不能变更其服务。',
    card: '未写入任何内容。',
    next: '请使用持证人现用的证件。',
  },
  'service.notOnCard': {
    what: '该证件制作时未开通服务接入（缺少 {missing}）。',
    card: '未写入任何内容。证件的其他功能不受影响。',
    next: '可在持证人下一次换发证件时开通。',
  },
  'service.listFull': {
    what: '服务清单已满：需 {bytes} 字节，芯片最多 {limit} 字节。',
    card: '卡内清单未变。',
    next: '请先撤销不再需要的服务，再添加。',
  },
  'service.entryExists': {
    what: '该证件上已有服务 {service}。',
    card: '卡内清单未变。',
    next: '请续期，或先撤销该服务。',
  },
  'service.entryUnknown': {
    what: '该证件上没有服务 {service}。',
    card: '卡内清单未变。',
    next: '请重新读卡，并从清单中选择。',
  },
  'service.entryExpired': {
    what: '服务 {service} 已于 {until} 到期。',
    card: '卡内清单未变。',
    next: '持证人仍需使用时，请续期。',
  },
  'service.entryWithdrawn': {
    what: '服务 {service} 已撤销。',
    card: '卡内清单未变。',
    next: '持证人可以使用该服务时，请重新添加。',
  },
  'service.listForged': {
    what: '卡内服务清单不是当初写入的清单：{doubt}。',
    card: '未写入任何内容。任何服务都不得信任该证件。',
    next: '请留存证件，报告主管并查明情况。',
  },
  'service.listOlder': {
    what: '卡内服务清单（第 {found} 号）早于档案中的清单（第 {onFile} 号）。',
    card: '未写入任何内容。可能有人写回了旧清单。',
    next: '请留存证件，报告主管并查明情况。',
  },
  'service.holderDeclines': {
    what: '持证人不同意此项服务。',
    card: '卡内未写入任何内容，答复已记录。',
    next: '证件保持原样；持证人可改日再申请。',
  },
  'service.consentMissing': {
    what: '今日没有持证人同意以此内容开通“{service}”的记录。',
    card: '卡内未写入任何内容。',
    next: '请征求持证人意见并记录答复，再重试。',
  },
  'service.endpointNotHttps': {
    what: '地址 {endpoint} 不是规范的 https 地址。',
    card: '未向证件写入任何内容。',
    next: '请输入以 https:// 开头、不含用户名、查询和片段的地址。',
  },
  'service.period': {
    what: '服务期限不符合要求（{doubt}：{day}）。',
    card: '未向证件写入任何内容。',
    next: '起始日应早于截止日，截止日不得早于今天，也不得晚于证件有效期。',
  },
  'service.unfinished': {
    what: '该证件先前的变更（服务 {service}）尚未写入芯片。',
    card: '完成之前，卡内可能没有清单。',
    next: '请放好证件，选择“完成写入”，再继续。',
  },
  'service.nothingUnfinished': {
    what: '该证件没有未完成的变更。',
    card: '卡内清单完整。',
    next: '可以继续操作。',
  },
  'service.cardRefused': {
    what: '证件拒绝了命令 {command}，状态 {status}。',
    card: '卡内清单未变。',
    next: '请重新放好证件。若仍被拒绝，则芯片有故障，须换发证件。',
  },
  'service.writeRefused': {
    what: '证件未能接受新清单（{fault}）。',
    card: '卡内可能没有清单；证件其他内容未受影响。',
    next: '请放好证件并选择“完成写入”。若再次失败，则芯片有故障，须换发证件。',
  },
  'service.unknownOutcome': {
    what: '写入服务清单时与证件失去联系。',
    card: '卡内清单现状不明；证件其他内容未受影响。',
    next: '请放回同一张证件，重新读卡并完成写入。',
  },
  'service.keyNotProven': {
    what: '芯片中没有制证时装入的服务密钥。',
    card: '未写入任何内容。这可能是证件的复制品。',
    next: '请留存证件，报告主管并查明情况。',
  },
  'access.secondRefused': {
    what: '{account} 不能作为此事的第二人（{reason}）。',
    card: '未向任何证件写入内容。',
    next: '请另一名有此权限的人员登录。',
  },
};
