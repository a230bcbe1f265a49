type Listener = () => void;

/** The two overlays that any part of the shell may open. One listener each: the component that shows it. */
const listeners: { palette: Listener; keyHelp: Listener } = { palette: () => undefined, keyHelp: () => undefined };

export function onOpenPalette(listener: Listener): void {
  listeners.palette = listener;
}

export function onOpenKeyHelp(listener: Listener): void {
  listeners.keyHelp = listener;
}

export function openPalette(): void {
  listeners.palette();
}

export function openKeyHelp(): void {
  listeners.keyHelp();
}
