/** The portrait of a case: its photo under the crop that is on file, in the frame of the template in force. */

import type { Application } from '../../../shared/model/application.ts';
import type { Template } from '../../../shared/model/template.ts';
import type { Result } from '../../../shared/result.ts';
import type { PhotoCodec } from '../ports.ts';
import { makePortrait, portraitFrame, type Portrait } from './portrait.ts';

/** Fails as `PhotoCodec.pixels` does. */
export function portraitOf(
  application: Pick<Application, 'crop'>,
  photo: Uint8Array,
  { photoCodec, template }: { readonly photoCodec: PhotoCodec; readonly template: Template },
): Promise<Result<Portrait>> {
  return makePortrait(photo, application.crop, portraitFrame(template), photoCodec);
}
