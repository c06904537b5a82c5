/** The dispatch of a workstation that could not be opened: every call gets the one failure that the page then shows. */

import type { Failure } from '../../shared/result.ts';
import type { Dispatch } from './dispatch.ts';

export function refusingDispatch(failure: Failure): Dispatch {
  return {
    call: () => Promise.resolve(failure),
    receive: () => Promise.resolve(failure),
  };
}
