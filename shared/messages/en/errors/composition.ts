/** English texts of composition failures. */

import type { CompositionErrors } from '../../../errors/composition.ts';
import type { ErrorTexts } from '../../texts.ts';

export const compositionErrors: ErrorTexts<CompositionErrors> = {
  'composition.glyphMissing': {
    what: 'No installed typeface can print “{character}” ({codePoint}) in {field}.',
    card: 'Nothing was composed and no blank was used.',
    next: 'Ask your administrator for a typeface that has this character; the case can stay in the queue.',
  },
  'composition.doesNotFit': {
    what: '“{text}” does not fit the space for {field}, even at the smallest legible size and on two lines.',
    card: 'Nothing was composed and no blank was used.',
    next: 'Return the application so that the authority can approve a shorter form.',
  },
  'composition.offCard': {
    what: 'With this template “{text}” would run over the edge of the card.',
    card: 'Nothing was composed and no blank was used.',
    next: 'Ask your administrator to mend the template, which “template check” examines; the case can stay in the queue.',
  },
  'composition.nationalityUnknown': {
    what: 'The nationality code {code} has no printable name.',
    card: 'Nothing was composed and no blank was used.',
    next: 'Return the application and ask the authority to check the nationality.',
  },
  'composition.layoutRetired': {
    what: 'The card layout {template} is that of old cards: it is shown, and no longer issued.',
    card: 'Nothing was composed and no blank was used.',
    next: 'Ask your administrator to name the current layout in the issuance profile.',
  },
  'composition.sealTooSmall': {
    what: 'The digital seal has {modules} modules a side; its place of {widthMm} mm is too small to print it legibly.',
    card: 'Nothing was composed and no blank was used.',
    next: 'Ask your administrator to enlarge the seal’s place in the card template.',
  },
  'composition.photoUnusable': {
    what: 'The photo cannot be printed: {problem}.',
    card: 'Nothing was composed and no blank was used.',
    next: 'Return the application and ask for a new photo.',
  },
  'composition.templateUnusable': {
    what: 'The card template {template} cannot be used: {place}: {problem}.',
    card: 'Nothing was composed and no blank was used.',
    next: 'Whoever is writing it mends that place and checks it again. Otherwise ask your administrator to restore the template that came with the program.',
  },
};
