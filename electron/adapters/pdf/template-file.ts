/** Reads one template of `resources/templates`. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTemplate } from '../../core/composition/template.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { Template } from '../../../shared/model/template.ts';

/** The template `<folder>/<id>.json`; a missing or unsound file is `composition.templateUnusable`. */
export async function readTemplate(folder: string, id: string): Promise<Result<Template>> {
  let text: string;
  try {
    text = await readFile(join(folder, `${id}.json`), 'utf8');
  } catch {
    return fail('composition.templateUnusable', { template: id, place: `${id}.json`, problem: 'cannot be read' });
  }
  return parseTemplate(id, text);
}
