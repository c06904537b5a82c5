/** Which strokes are which hotkey. */

import { describe, expect, it } from 'vitest';
import { matchesHotkey, type Stroke } from '../../../renderer/hotkeys.ts';

function stroke(part: Partial<Stroke>): Stroke {
  return { key: '', code: '', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...part };
}

describe('matchesHotkey', () => {
  it('knows a key by its place where Alt changes its character', () => {
    expect(matchesHotkey(stroke({ key: '¡', code: 'Digit1', altKey: true }), 'Alt+1')).toBe(true);
    expect(matchesHotkey(stroke({ key: 'å', code: 'KeyA', altKey: true }), 'Alt+A')).toBe(true);
  });

  it('takes Command for Ctrl', () => {
    expect(matchesHotkey(stroke({ key: 'Enter', code: 'Enter', metaKey: true }), 'Ctrl+Enter')).toBe(true);
  });

  it('refuses a modifier too few or too many', () => {
    expect(matchesHotkey(stroke({ key: 'Enter', code: 'Enter' }), 'Ctrl+Enter')).toBe(false);
    expect(matchesHotkey(stroke({ key: 'Enter', code: 'Enter', ctrlKey: true, altKey: true }), 'Ctrl+Enter')).toBe(
      false,
    );
    expect(matchesHotkey(stroke({ key: 'F2', code: 'F2', shiftKey: true }), 'F2')).toBe(false);
  });

  it('finds the slash wherever the layout has it', () => {
    expect(matchesHotkey(stroke({ key: '/', code: 'Digit7', shiftKey: true }), '/')).toBe(true);
  });
});
