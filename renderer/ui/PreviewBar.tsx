/** The controls of the card preview: which face, how large, which layers. */

import { Button, ToggleButton, Toolbar } from 'react-aria-components';
import { layers as allLayers, type Layer } from '../../shared/model/printer-profile.ts';
import type { Side } from './CardFace.tsx';
import { magnifications, stepZoom, type Zoom } from './preview-zoom.ts';

export interface PreviewTexts {
  readonly portraitFace: string;
  readonly emblemFace: string;
  readonly flip: string;
  readonly bothFaces: string;
  readonly zoomFit: string;
  readonly zoomActualSize: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly measure: string;
  readonly layers: string;
  readonly layer: Readonly<Record<Layer, string>>;
  /** Why a layer cannot be switched. */
  readonly layerAbsent: string;
  /** The keys of the preview, for the eye and for screen readers. */
  readonly keys: string;
  /** Shown while the first raster is under way. */
  readonly rendering: string;
  /** Shown when the bytes are no readable PDF. */
  readonly unreadable: string;
}

interface PreviewBarProps {
  readonly label: string;
  readonly texts: PreviewTexts;
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
  readonly shown: Side | 'both';
  readonly onShown: (shown: Side | 'both') => void;
  readonly onFlip: () => void;
  readonly layers: ReadonlySet<Layer>;
  /** Those that the file holds; null while it is being opened. */
  readonly present: ReadonlySet<Layer> | null;
  readonly onLayers: (layers: ReadonlySet<Layer>) => void;
}

const LARGEST = magnifications.at(-1) ?? 1;

export function PreviewBar(props: PreviewBarProps) {
  const { label, texts, zoom, onZoom, shown, onShown, onFlip } = props;
  return (
    <Toolbar className="card-preview-bar" aria-label={label}>
      <div className="card-preview-group">
        <Button className="button quiet" onPress={onFlip} data-testid="preview-flip">
          {texts.flip}
        </Button>
        <ToggleButton
          className="button quiet"
          isSelected={shown === 'both'}
          onChange={(both) => onShown(both ? 'both' : 'portrait')}
        >
          {texts.bothFaces}
        </ToggleButton>
      </div>
      <div className="card-preview-group">
        <ToggleButton
          className="button quiet"
          isSelected={zoom === 'fit'}
          onChange={() => onZoom('fit')}
          data-testid="preview-fit"
        >
          {texts.zoomFit}
        </ToggleButton>
        <ToggleButton
          className="button quiet"
          isSelected={zoom === 1}
          onChange={() => onZoom(1)}
          data-testid="preview-actual"
        >
          {texts.zoomActualSize}
        </ToggleButton>
      </div>
      <div className="card-preview-group">
        <Button
          className="button quiet"
          aria-label={texts.zoomOut}
          isDisabled={zoom === 'fit'}
          onPress={() => onZoom(stepZoom(zoom, -1))}
          data-testid="preview-smaller"
        >
          −
        </Button>
        <output className="card-preview-factor" data-testid="preview-factor">
          {zoom === 'fit' ? texts.zoomFit : `${Math.round(zoom * 100)} %`}
        </output>
        <Button
          className="button quiet"
          aria-label={texts.zoomIn}
          isDisabled={zoom === LARGEST}
          onPress={() => onZoom(stepZoom(zoom, 1))}
          data-testid="preview-larger"
        >
          +
        </Button>
      </div>
      <LayerToggles {...props} />
    </Toolbar>
  );
}

function LayerToggles({ texts, layers, present, onLayers }: PreviewBarProps) {
  const absent = present === null ? [] : allLayers.filter((layer) => !present.has(layer));
  return (
    <>
      <div className="card-preview-group" role="group" aria-label={texts.layers}>
        {allLayers.map((layer) => (
          <ToggleButton
            key={layer}
            className="button quiet"
            isSelected={layers.has(layer) && !absent.includes(layer)}
            onChange={(isOn) => onLayers(new Set(allLayers.filter((one) => (one === layer ? isOn : layers.has(one)))))}
            isDisabled={present === null || absent.includes(layer)}
            data-testid={`layer-${layer}`}
          >
            {texts.layer[layer]}
          </ToggleButton>
        ))}
      </div>
      {absent.length === 0 ? null : <span className="soft card-preview-reason">{texts.layerAbsent}</span>}
    </>
  );
}
