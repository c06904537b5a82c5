/** From the text of a template file to a template that composition can rely on. */

import { templateSchema, type Template } from '../../../shared/model/template.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** Parses and checks a template; the failure names the place in the file and what is wrong with it. */
export function parseTemplate(id: string, text: string): Result<Template> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail('composition.templateUnusable', { template: id, place: 'JSON', problem: 'is not JSON' });
  }
  const parsed = templateSchema.safeParse(json);
  if (parsed.success) {
    // Under another name it would pass for a layout that was never checked, or for one that may be issued.
    if (parsed.data.id === id) return ok(parsed.data);
    return fail('composition.templateUnusable', { template: id, place: 'id', problem: `says it is ${parsed.data.id}` });
  }
  const issue = parsed.error.issues[0];
  return fail('composition.templateUnusable', {
    template: id,
    place: issue?.path.join('.') || `${id}.json`,
    problem: issue?.message ?? 'does not follow the schema',
  });
}
