/** What an act of a sitting came to, in the words that it has by itself. */

import type { SittingDone } from '../../shared/contract/sitting.ts';
import { translate, type TextKey, type TextValues } from '../language.tsx';
import type { Language } from '../../shared/messages/texts.ts';

export function doneText(done: SittingDone, language: Language): string {
  const t = (key: TextKey, values?: TextValues): string => translate(language, key, values);
  switch (done.call) {
    case 'oldCard.destroy':
      return t('oldCard.destroyed', { witness: done.value.witness ?? '' });
    case 'complaint.decide': {
      const { decision } = done.value.complaint;
      return t('complaint.decided', { decision: decision === null ? '' : t(`complaint.decision.${decision}`) });
    }
    case 'review.accept':
      return t('sitting.done.accepted', { number: done.value.application.number });
    case 'job.reprint':
      return t('sitting.done.reprint', { attempt: done.value.attempt });
    case 'service.add':
    case 'service.renew':
    case 'service.withdraw':
      return t('sitting.done.service');
    case 'stock.receive':
      return t('stock.received', { box: done.value.name, count: done.value.count });
    case 'stock.destroy':
      return t('day.destroyed', { count: done.value.count, number: done.value.number });
    case 'stock.sendBack':
      return t('sitting.done.sentBack', { count: done.value.count });
    case 'stock.addPeer':
      return t('stock.peerAdded');
    case 'stock.transferOut':
      return t('stock.transferred', { count: done.value.count, peer: done.value.peer });
    case 'stock.lose':
      return t('stock.lost', { serial: done.value.serial });
    case 'stock.find':
      return t('stock.found', { serial: done.value.blankSerial, number: done.value.number });
    case 'stock.explain':
      return t('day.explained');
    case 'account.changeRole':
      return t('accounts.done.changeRole', { name: done.value.name });
    case 'account.disable':
      return t('accounts.done.disable', { name: done.value.name });
    case 'account.enable':
      return t('accounts.done.enable', { name: done.value.name });
    case 'account.unlock':
      return t('accounts.done.unlock', { name: done.value.name });
    case 'account.removeFactor':
      return t('accounts.done.removeFactor', { name: done.value.name });
    case 'account.loseCard':
      return t('accounts.done.loseCard', { name: done.value.name });
  }
}
