/** One word for where a case stands: the card's state if there is a card, else the job's, else the application's. */

import type { ApplicationState } from '../shared/model/application.ts';
import type { JobState } from '../shared/model/job.ts';
import type { CardState } from '../shared/model/stock.ts';
import { useTexts, type TextKey } from './language.tsx';
import { StatusChip, type ChipTone } from './ui/StatusChip.tsx';
import type { ShapeName } from './ui/Shape.tsx';

interface Look {
  readonly shape: ShapeName;
  readonly tone: ChipTone;
}

const applicationLooks: Readonly<Record<ApplicationState, Look>> = {
  received: { shape: 'ring', tone: 'plain' },
  accepted: { shape: 'diamond', tone: 'accent' },
  returned: { shape: 'cross', tone: 'bad' },
  held: { shape: 'pause', tone: 'care' },
  withdrawn: { shape: 'cross', tone: 'bad' },
};

const jobLooks: Readonly<Record<JobState, Look>> = {
  composed: { shape: 'half', tone: 'accent' },
  encoding: { shape: 'bolt', tone: 'accent' },
  encoded: { shape: 'half', tone: 'accent' },
  printing: { shape: 'bolt', tone: 'accent' },
  printed: { shape: 'half', tone: 'accent' },
  verified: { shape: 'tick', tone: 'good' },
  suspended: { shape: 'triangle', tone: 'care' },
  setAside: { shape: 'stop', tone: 'bad' },
  cancelled: { shape: 'cross', tone: 'plain' },
};

const cardLooks: Readonly<Record<CardState, Look>> = {
  inCustody: { shape: 'safe', tone: 'good' },
  dispatched: { shape: 'diamond', tone: 'accent' },
  handedOver: { shape: 'tick', tone: 'good' },
  returned: { shape: 'cross', tone: 'bad' },
  revoked: { shape: 'stop', tone: 'bad' },
  destroyed: { shape: 'stop', tone: 'bad' },
};

export interface CaseStates {
  readonly application: ApplicationState;
  readonly job: JobState | null;
  readonly card: CardState | null;
}

/** The text's key and the look; a stopped application outweighs its job, for nothing goes on. */
export function caseStatus({ application, job, card }: CaseStates): Look & { readonly key: TextKey } {
  if (card !== null) return { ...cardLooks[card], key: `card.state.${card}` };
  if (application === 'accepted' && job !== null && job !== 'cancelled') {
    return { ...jobLooks[job], key: `job.state.${job}` };
  }
  return { ...applicationLooks[application], key: `application.state.${application}` };
}

export function CaseStatus(states: CaseStates) {
  const t = useTexts();
  const { key, shape, tone } = caseStatus(states);
  return <StatusChip text={t(key)} shape={shape} tone={tone} />;
}

export function CardStatus({ state }: { readonly state: CardState }) {
  const t = useTexts();
  return <StatusChip text={t(`card.state.${state}`)} {...cardLooks[state]} />;
}
