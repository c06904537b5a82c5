/** The PDF objects besides pages and fonts: spot colours, blends, layer groups. Each is written once a document. */

import type { Layer, Paint, PathCommand } from '../../core/composition/drawing.ts';
import { layerGroupNames } from '../../../shared/model/printer-profile.ts';
import { UNITS_PER_MM } from './path-operators.ts';

export type Reference = PDFKit.PDFKitReference;

/** A resource dictionary (ISO 32000-1 section 7.8.3), as far as drawings use one. */
export interface Resources {
  Font: Record<string, Reference>;
  ColorSpace: Record<string, Reference>;
  ExtGState: Record<string, Reference>;
  XObject: Record<string, Reference>;
  Properties: Record<string, Reference>;
}

/**
 * What a viewer shows where a spot ink would be: next to nothing, for the ink is invisible by daylight. A press that has
 * the ink never uses these values.
 */
const spots: Readonly<
  Record<Exclude<Layer, 'visible'>, { readonly plate: string; readonly shown: readonly number[] }>
> = {
  uv: { plate: 'UV', shown: [0.02, 0.03, 0, 0] },
  overlay: { plate: 'OVERLAY', shown: [0, 0, 0, 0.02] },
};

const groupNames = { ...layerGroupNames, grid: 'grid 网格 / grid' } as const;
type GroupName = keyof typeof groupNames;

type Blend = Extract<Paint, { kind: 'blend' }>;

export interface DocumentObjects {
  /** The Separation colour space of a layer's spot ink (ISO 32000-1 section 8.6.6.4). */
  spot(layer: Layer): Reference;
  /** Lets a spot ink lie over what is printed beneath instead of knocking it out. */
  layOver(): Reference;
  /** Opacity of everything that is drawn from here on. */
  opacity(share: number): Reference;
  /** A blend for paths in hundredths of a millimetre; its inks are the layer's own where that is a spot. */
  blend(paint: Blend, spot: Layer | null): Reference;
  /** The form of a list of commands in one style; made when it is first asked for. */
  form(commands: readonly PathCommand[], style: string, make: () => Reference): Reference;
  /** The optional-content group of a layer, or of a proof's grid. */
  group(name: GroupName): Reference;
  /** Writes the list of layer groups into the catalogue; to be called when every page is drawn. */
  finish(): void;
}

export function documentObjects(document: PDFKit.PDFDocument): DocumentObjects {
  const made = new Map<string, Reference>();
  const groups = new Map<GroupName, Reference>();
  const forms = new Map<readonly PathCommand[], Map<string, Reference>>();

  function once(key: string, data: () => object): Reference {
    const known = made.get(key);
    if (known !== undefined) return known;
    const reference = document.ref(data());
    reference.end(undefined);
    made.set(key, reference);
    return reference;
  }

  const objects: DocumentObjects = {
    spot: (layer) => once(`spot ${layer}`, () => separation(layer)),
    // Not overprint as well: with a blend mode, it multiplies what lies beneath by itself (ISO 32000-1 section 11.7.4.3).
    layOver: () => once('layOver', () => ({ Type: 'ExtGState', BM: 'Multiply' })),
    opacity: (share) => once(`opacity ${share}`, () => ({ Type: 'ExtGState', ca: share, CA: share })),
    blend: (paint, spot) => once(`blend ${spot ?? ''} ${JSON.stringify(paint)}`, () => shading(paint, spot, objects)),
    form(commands, style, make) {
      const styles = forms.get(commands) ?? new Map<string, Reference>();
      forms.set(commands, styles);
      const form = styles.get(style) ?? make();
      styles.set(style, form);
      return form;
    },
    group(name) {
      const group = once(`group ${name}`, () => ({ Type: 'OCG', Name: text(groupNames[name]) }));
      groups.set(name, group);
      return group;
    },
    finish() {
      if (groups.size === 0) return;
      const all = [...groups.values()];
      // ISO 32000-1 section 8.11.4: shown and printed unless a person switches one off.
      const shown = { Name: text('图层 / layers'), BaseState: 'ON', Order: all };
      document._root.data['OCProperties'] = { OCGs: all, D: shown };
    },
  };
  return objects;
}

function separation(layer: Layer): object {
  if (layer === 'visible') throw new Error('the visible layer is printed in four inks');
  const { plate, shown } = spots[layer];
  const tint = { FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: shown, N: 1 };
  return ['Separation', plate, 'DeviceCMYK', tint];
}

/** An axial shading (ISO 32000-1 section 8.7.4.5.3), painted beyond both its ends. */
function shading(paint: Blend, spot: Layer | null, objects: DocumentObjects): object {
  const { from, to } = paint;
  const stops = wholeLength(paint.stops);
  const inks = (stop: (typeof stops)[number]): readonly number[] => (spot === null ? stop.colour : [1]);
  const parts = stops.slice(1).map((stop, index) => {
    const before = stops[index] ?? stop;
    return { FunctionType: 2, Domain: [0, 1], C0: inks(before), C1: inks(stop), N: 1 };
  });
  const blend =
    parts.length === 1
      ? parts[0]
      : {
          FunctionType: 3,
          Domain: [0, 1],
          Functions: parts,
          Bounds: stops.slice(1, -1).map(({ at }) => at),
          Encode: parts.flatMap(() => [0, 1]),
        };
  const coordinates = [from.xMm, from.yMm, to.xMm, to.yMm].map((mm) => mm * UNITS_PER_MM);
  const space = spot === null ? 'DeviceCMYK' : objects.spot(spot);
  const axial = { ShadingType: 2, ColorSpace: space, Coords: coordinates, Function: blend, Extend: [true, true] };
  return { Type: 'Pattern', PatternType: 2, Shading: axial };
}

/** From 0 to 1, whatever part of the line the stops are spread over. */
function wholeLength(stops: Blend['stops']): Blend['stops'] {
  const [first] = stops;
  const last = stops.at(-1);
  if (first === undefined || last === undefined) throw new Error('a blend without inks');
  return [
    ...(first.at > 0 ? [{ ...first, at: 0 }] : []),
    ...stops,
    ...(last.at < 1 || stops.length === 1 ? [{ ...last, at: 1 }] : []),
  ];
}

/** pdfkit writes string objects as text and plain strings as names. */
function text(value: string): object {
  return new String(value);
}
