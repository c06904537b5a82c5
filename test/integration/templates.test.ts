// The shipped layouts with the real typefaces: nothing to find fault with.

import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../electron/adapters/pdf/template-file.ts';
import { loadTypefaces } from '../../electron/adapters/pdf/typefaces.ts';
import { checkTemplate } from '../../electron/core/composition/check-template.ts';

const { metrics } = loadTypefaces();

describe.each(['2023', '2017'])('the layout %s', (id) => {
  it('has no findings', async () => {
    const template = await readTemplate('resources/templates', id);
    expect(template.ok && checkTemplate(template.value, metrics)).toEqual([]);
  });
});
