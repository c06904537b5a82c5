/** Reads templates: those of `resources/templates` by their id, any other by its path. */

import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseTemplate } from '../../core/composition/template.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Template } from '../../../shared/model/template.ts';

/** The template `<folder>/<id>.json`; a missing or unsound file is `composition.templateUnusable`. */
export async function readTemplate(folder: string, id: string): Promise<Result<Template>> {
  const file = await readTemplateFile(join(folder, `${id}.json`));
  return file.ok ? ok(file.value.template) : file;
}

export interface TemplateFile {
  readonly template: Template;
  readonly bytes: Uint8Array;
}

/** The template in a file `<id>.json`, with the bytes it was read from; fails as `readTemplate` does. */
export async function readTemplateFile(path: string): Promise<Result<TemplateFile>> {
  const id = basename(path, '.json');
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch {
    return fail('composition.templateUnusable', { template: id, place: `${id}.json`, problem: 'cannot be read' });
  }
  const template = parseTemplate(id, new TextDecoder().decode(bytes));
  return template.ok ? ok({ template: template.value, bytes }) : template;
}
