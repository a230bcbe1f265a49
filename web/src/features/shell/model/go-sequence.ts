import { NAVIGATION, type NavItem } from './navigation.js';

const PATIENCE_MS = 1200;

/** Remembers a `g` for a moment and answers the letter after it with the place to go. */
export function createGoSequence() {
  let startedAt = Number.NEGATIVE_INFINITY;
  return function press(key: string, nowMs: number): NavItem | undefined {
    const isSecond = nowMs - startedAt <= PATIENCE_MS;
    startedAt = key === 'g' && !isSecond ? nowMs : Number.NEGATIVE_INFINITY;
    return isSecond ? NAVIGATION.find((item) => item.goKey === key) : undefined;
  };
}

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="textbox"]';

/** Single keys are shortcuts only when nobody is typing and no modifier is held. */
export function isShortcut(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  // Of a key in a shadow root, as the text editor has one, the target is only the element that hosts it.
  const target = event.composedPath()[0] ?? event.target;
  return !(target instanceof Element && target.closest(TYPING));
}
