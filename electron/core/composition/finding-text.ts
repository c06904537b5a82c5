/** A finding of the template check as a sentence in both languages: which face, which element, by how much. */

import type { Template, TemplateElement } from '../../../shared/model/template.ts';
import type { Bilingual } from '../../../shared/messages/receipt.ts';
import { findingTexts } from '../../../shared/messages/template-check.ts';
import { fill } from '../../../shared/messages/texts.ts';
import type { TemplateFinding } from './check-template.ts';
import type { Face } from './drawing.ts';
import { fieldNames } from './fields.ts';

/** The sentence; elements are called by their place in the file, as failures of the schema call them. */
export function findingText(finding: TemplateFinding, template: Template): Bilingual {
  const isOwnLabel = finding.kind === 'overlap' && finding.element === finding.other;
  const text = findingTexts[isOwnLabel ? 'ownLabel' : finding.kind];
  const values = { ...finding, ...placesOf(finding, template) };
  return { zh: fill(text.zh, values), en: fill(text.en, values) };
}

function placesOf(finding: TemplateFinding, template: Template): Readonly<Record<string, string>> {
  if (finding.kind === 'fieldMissing') return { field: fieldNames[finding.field] };
  const place = elementName(finding.face, finding.element, template);
  if (finding.kind !== 'overlap') return { place };
  return { place, otherPlace: elementName(finding.face, finding.other, template) };
}

/** `faces.portrait.11 (text, 姓名 / Name)` */
function elementName(face: Face['name'], index: number, template: Template): string {
  const element = template.faces[face][index];
  return `faces.${face}.${index}${element === undefined ? '' : ` (${elementTitle(element)})`}`;
}

/** What an element is, and of a text which. */
export function elementTitle(element: TemplateElement): string {
  switch (element.kind) {
    case 'text': {
      const { content, label } = element;
      if (content.kind === 'field') return `text, ${fieldNames[content.field]}`;
      return `text, ${label === null ? shortened(content.text) : `${label.zh} / ${label.en}`}`;
    }
    case 'microtext':
      return `microtext, ${shortened(element.text)}`;
    case 'guilloche':
      return `guilloche, ${element.figure}`;
    case 'relief':
      return `relief, ${element.figure.kind}`;
    default:
      return element.kind;
  }
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= 24 ? text : `${characters.slice(0, 23).join('')}…`;
}
