const KEY = 'throughline.reloaded';
const PAUSE_MS = 60_000;

/**
 * After an upgrade the files of the old version are gone, and a tab that still runs it cannot load its next page.
 * Loading it anew brings the new version; once a minute at most, so that a real outage does not become a loop.
 */
export function reloadWhenReplaced(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(window.sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - last < PAUSE_MS) return;
    event.preventDefault();
    window.sessionStorage.setItem(KEY, String(Date.now()));
    window.location.reload();
  });
}
