/** From the text of a template file to a template that composition can rely on. */

import { templateSchema, type Template } from '../../../shared/model/template.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** What is wrong in a template file, and at which place: `faces.portrait.3.sizePt`. */
interface TemplateProblem {
  readonly place: string;
  readonly problem: string;
}

type Read =
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'problems'; readonly problems: readonly [TemplateProblem, ...TemplateProblem[]] };

/** Parses and checks a template; the failure names the first place in the file that is wrong, and what is wrong with it. */
export function parseTemplate(id: string, text: string): Result<Template> {
  const read = readTemplateText(id, text);
  if (read.kind === 'template') return ok(read.template);
  return fail('composition.templateUnusable', { template: id, ...read.problems[0] });
}

/** Everything that is wrong, for whoever mends the file; empty for a template that can be used. */
export function templateProblems(id: string, text: string): readonly TemplateProblem[] {
  const read = readTemplateText(id, text);
  return read.kind === 'template' ? [] : read.problems;
}

function readTemplateText(id: string, text: string): Read {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    // Says at which character; a template holds nothing that must not be shown.
    const why = error instanceof SyntaxError ? ` (${error.message})` : '';
    return { kind: 'problems', problems: [{ place: `${id}.json`, problem: `is not JSON${why}` }] };
  }
  const parsed = templateSchema.safeParse(json);
  if (parsed.success) {
    // Under another name it would pass for a layout that was never checked, or for one that may be issued.
    if (parsed.data.id === id) return { kind: 'template', template: parsed.data };
    return { kind: 'problems', problems: [{ place: 'id', problem: `says it is ${parsed.data.id}` }] };
  }
  const [first, ...others] = parsed.error.issues.map(({ path, message }) => ({
    place: path.join('.') || `${id}.json`,
    problem: message,
  }));
  const unknown = { place: `${id}.json`, problem: 'does not follow the schema' };
  return { kind: 'problems', problems: [first ?? unknown, ...others] };
}
