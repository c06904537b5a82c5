/** Keys that work anywhere on a screen. Written as `Ctrl+Enter`, `Alt+1`, `F2`, `/`. */

import { useEffectEvent, useLayoutEffect } from 'react';

/** The parts of a keyboard event that decide. `code` names the key's place, so that Alt+1 works on every layout. */
export interface Stroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** True when the stroke is exactly this combination. Command stands for Ctrl on a Mac. */
export function matchesHotkey(stroke: Stroke, combination: string): boolean {
  const parts = combination.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  if (wants('Ctrl') !== (stroke.ctrlKey || stroke.metaKey)) return false;
  if (wants('Alt') !== stroke.altKey) return false;
  if (wants('Shift') !== stroke.shiftKey && key !== '/') return false;
  return stroke.key.toLowerCase() === key.toLowerCase() || stroke.code === placeOf(key);
}

function placeOf(key: string): string {
  if (/^\d$/.test(key)) return `Digit${key}`;
  return /^[A-Z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
}

/** Whether a bare character belongs to the field that has the focus rather than to a hotkey. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/**
 * Runs `action` on the combination while `enabled`. Keys of the screen rest while a dialog is open, unless
 * `throughDialogs` says otherwise.
 */
export function useHotkey(
  combination: string,
  action: () => void,
  { enabled = true, throughDialogs = false }: { readonly enabled?: boolean; readonly throughDialogs?: boolean } = {},
): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.repeat || event.isComposing || !matchesHotkey(event, combination)) return;
    // docs/design.md section 10: a locked screen does nothing but take a password, and change its language.
    if (document.documentElement.dataset['locked'] !== undefined && combination !== 'F2') return;
    if (combination.length === 1 && isTyping(event.target)) return;
    if (!throughDialogs && document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  });
  // With the drawing: a key that comes right after it is meant for what is drawn.
  useLayoutEffect(() => {
    if (!enabled) return undefined;
    const listener = (event: KeyboardEvent): void => onKeyDown(event);
    // On the way down: the part that has the focus would keep some keys to itself, or press itself by the same one.
    window.addEventListener('keydown', listener, { capture: true });
    return () => window.removeEventListener('keydown', listener, { capture: true });
  }, [enabled]);
}
