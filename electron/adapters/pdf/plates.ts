/** Which plates go onto which pages, and with what ink: as the printer profile says. */

import type { Drawing, Face, Layer, PathCommand, Point, Shape } from '../../core/composition/drawing.ts';
import { layers, type PrinterProfile } from '../../../shared/model/printer-profile.ts';

/** The four inks as drawn; a spot colour of the layer's own; or black, for a panel that is sent as a page of its own. */
export type PlateInk = 'process' | 'spot' | 'black';

export interface Plate {
  readonly layer: Layer;
  readonly ink: PlateInk;
  /** Whether viewers may switch it off by itself. */
  readonly isGroup: boolean;
  /** What lies over a proof to measure it is switched off apart from what it measures. */
  readonly isMeasure?: true;
  readonly shapes: readonly Shape[];
  /** Absent: the plate is the size of the page. */
  readonly placed?: Placement;
}

/** Where a plate lies on a larger sheet: its upper left corner there, how much larger, and what is seen of it. */
export interface Placement {
  readonly at: Point;
  readonly scale: number;
  /** In the plate's own millimetres; null = all of it. */
  readonly clip: readonly PathCommand[] | null;
}

export interface Page {
  /** Added to every place on the page. */
  readonly offset: Point;
  readonly upsideDown: boolean;
  /** A dot of the device: what is thinner it prints as one dot or not at all, so no line is sent thinner. */
  readonly leastLineMm: number;
  readonly plates: readonly Plate[];
}

/** Both faces, and for each layer that the printer takes as pages that layer of each, in the order of the profile. */
export function pagesOf(drawing: Drawing, printer: PrinterProfile): readonly Page[] {
  const { faces } = drawing;
  const onFaces = layers.filter((layer) => layer === 'visible' || printer[layer] === 'separation');
  const onPages = layers.filter((layer) => layer !== 'visible' && printer[layer] === 'pages');
  const facePage = (face: Face): Page =>
    pageOf(
      face,
      printer,
      onFaces.map((layer) => plateOf(face, layer, inkOn(layer), true)),
    );
  const platePage = (face: Face, layer: Layer): Page => pageOf(face, printer, [plateOf(face, layer, 'black', false)]);
  if (printer.plateOrder === 'afterEachFace') {
    return faces.flatMap((face) => [facePage(face), ...onPages.map((layer) => platePage(face, layer))]);
  }
  return [...faces.map(facePage), ...onPages.flatMap((layer) => faces.map((face) => platePage(face, layer)))];
}

function pageOf(face: Face, printer: PrinterProfile, plates: readonly Plate[]): Page {
  // A device that turns the card over about its long edge would print the back head down.
  const upsideDown = face.name === 'emblem' && printer.flipEdge === 'long';
  return { offset: face.offset, upsideDown, leastLineMm: 25.4 / printer.dpi, plates };
}

function plateOf(face: Face, layer: Layer, ink: PlateInk, isGroup: boolean): Plate {
  return { layer, ink, isGroup, shapes: face.shapes.filter((shape) => shape.layer === layer) };
}

function inkOn(layer: Layer): PlateInk {
  return layer === 'visible' ? 'process' : 'spot';
}
