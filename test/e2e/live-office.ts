// What no window of a training office can be brought to by its own keys: another day, and the rules of a live profile.

import type { ElectronApplication } from '@playwright/test';

const DAY_MS = 86_400_000;

/** The night passes: from now on the clock of the app says tomorrow. */
export async function untilTomorrow(app: ElectronApplication): Promise<void> {
  await app.evaluate((_, later) => {
    globalThis.Date = new Proxy(Date, {
      construct: (real, given) => Reflect.construct(real, given.length === 0 ? [real.now() + later] : given),
      get: (real, key) => (key === 'now' ? () => real.now() + later : Reflect.get(real, key)),
    });
  }, DAY_MS);
}

/**
 * Holds the running office to the rules of a live profile, or lets it train again. Such a profile needs the authority's root and an HSM, and none is
 * in this repository: so the one that is built in is found in the memory of the app and turned. SPECIMEN stays, by the template.
 */
export async function holdToLiveRules(app: ElectronApplication, live: boolean): Promise<void> {
  const turned = await app.evaluate((_, isLive) => {
    const { Session } = process.getBuiltinModule('node:inspector');
    const session = new Session();
    session.connect();
    const post = (method: string, given: object): unknown => {
      let answer: unknown;
      session.post(method, given, (error, result) => {
        if (error !== null) throw new Error(error.message);
        answer = result;
      });
      return answer;
    };
    const idOf = (answer: unknown, holder: string): unknown =>
      Reflect.get(Object(Reflect.get(Object(answer), holder)), 'objectId');
    const prototype = idOf(post('Runtime.evaluate', { expression: 'Object.prototype' }), 'result');
    const objects = idOf(post('Runtime.queryObjects', { prototypeObjectId: prototype }), 'objects');
    const called = post('Runtime.callFunctionOn', {
      objectId: objects,
      returnByValue: true,
      arguments: [{ value: isLive }],
      functionDeclaration: `function (live) {
        const profiles = this.filter((one) => Object.hasOwn(one, 'approvalRoots') && typeof one.live === 'boolean');
        for (const profile of profiles) profile.live = live;
        return profiles.length;
      }`,
    });
    session.disconnect();
    return Reflect.get(Object(Reflect.get(Object(called), 'result')), 'value');
  }, live);
  if (turned !== 1) throw new Error(`${String(turned)} profiles found where there is one`);
}
