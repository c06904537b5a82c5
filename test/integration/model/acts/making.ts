/** Review, jobs and the faults of machines: the way of a card up to its safe. */

import { cancelJob } from '../../../../electron/core/issue/cancel.ts';
import { reprintJob, restartJob } from '../../../../electron/core/issue/restart.ts';
import { setAsideJob } from '../../../../electron/core/issue/set-aside.ts';
import type { JobEvent } from '../../../../electron/core/issue/job-state.ts';
import { acceptApplication } from '../../../../electron/core/review/accept.ts';
import { returnApplication } from '../../../../electron/core/review/return.ts';
import { warningsAbout } from '../../../../electron/core/review/view.ts';
import { storeCard } from '../../../../electron/core/stock/store-card.ts';
import type { Job } from '../../../../shared/model/job.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import {
  application,
  at,
  fitting,
  nothing,
  on,
  onJob,
  second,
  shown,
  toCompose,
  type Acts,
  type Outcome,
  type Scene,
} from '../choose.ts';
import { beginEncoding, compose, goOn } from '../machine.ts';

export const makingActs: Acts = {
  accept: { weight: 14, run: accept },
  sendBack: {
    weight: 1,
    run(scene) {
      const found = application(scene, ['received']);
      if (found === undefined) return nothing;
      const { id: applicationId, revision } = shown(scene, found);
      return returnApplication({ applicationId, revision, reason: 'photo of somebody else' }, at(scene));
    },
  },
  compose: {
    weight: 14,
    run(scene) {
      const found = toCompose(scene);
      return found === undefined ? nothing : compose(shown(scene, found), at(scene));
    },
  },
  encodeBegin: { weight: 36, run: (scene) => onJob(scene, ['composed'], beginEncoding) },
  machine: { weight: 130, run: machine },
  setAsideJob: {
    weight: 5,
    run(scene) {
      const { office } = scene;
      const jobs = office.store.jobsIn(['encoded', 'printed', 'suspended', 'verified', 'verified', 'composed']);
      const job = fitting(scene, jobs, ({ id }) => office.store.cardOfJob(id) === undefined);
      if (job === undefined) return nothing;
      return setAsideJob({ ...on(shown(scene, job)), reason: 'visualDefect', note: 'a note of somebody' }, at(scene));
    },
  },
  restart: { weight: 4, run: (scene) => onJob(scene, ['setAside'], (job, context) => restartJob(on(job), context)) },
  reprint: {
    weight: 4,
    run: (scene) =>
      onJob(scene, ['setAside'], (job, context) =>
        reprintJob({ ...on(job), reason: 'printSpoilt', second: second(scene) }, context),
      ),
  },
  cancel: {
    weight: 1,
    run: (scene) =>
      onJob(scene, ['composed', 'setAside', 'encoded'], (job, context) =>
        cancelJob({ ...on(job), note: 'given up' }, context),
      ),
  },
  store: {
    weight: 30,
    run(scene) {
      const { dice, office } = scene;
      const verified = office.store.jobsIn(['verified']);
      const job = fitting(scene, verified, ({ id }) => office.store.cardOfJob(id) === undefined);
      if (job === undefined) return nothing;
      return storeCard({ ...on(shown(scene, job)), safe: 'S1', slot: String(dice.below(30)) }, at(scene));
    },
  },
};

async function accept(scene: Scene): Promise<Result<unknown>> {
  const found = application(scene, scene.dice.chance(0.9) ? ['received'] : ['accepted', 'held']);
  if (found === undefined) return nothing;
  const context = at(scene);
  const photo = context.store.photo(found.id);
  const warnings = photo === undefined ? ok([]) : await warningsAbout(found, photo, context);
  if (!warnings.ok) return warnings;
  const acknowledged = scene.dice.chance(0.95) ? warnings.value.map(({ kind }) => kind) : [];
  const { id: applicationId, revision } = shown(scene, found);
  return acceptApplication({ applicationId, revision, acknowledged }, context);
}

const wayOf: Readonly<Partial<Record<Job['state'], readonly (JobEvent | 'spoilt')[]>>> = {
  encoding: ['encoded', 'encoded', 'encoded', 'encoded', 'encoded', 'encodeRefused', 'outcomeUnknown', 'spoilt'],
  encoded: ['printBegun'],
  printing: ['printed', 'printed', 'printed', 'printed', 'printed', 'printRefused', 'outcomeUnknown'],
  printed: ['verified', 'verified', 'verified', 'verified', 'spoilt'],
  suspended: ['foundPrinted', 'foundUnprinted', 'encodeResumed', 'spoilt'],
};

/** What the machine comes to next, mostly good. */
function machine(scene: Scene): Outcome {
  const { office, dice } = scene;
  const job = dice.of(office.store.jobsIn(['encoding', 'encoded', 'printing', 'printed', 'suspended']));
  const event = job === undefined ? undefined : dice.of(wayOf[job.state] ?? []);
  if (job === undefined || event === undefined) return nothing;
  const context = at(scene);
  return event === 'spoilt'
    ? setAsideJob({ ...on(job), reason: 'chipFault', note: '' }, context)
    : goOn(job, event, context);
}
