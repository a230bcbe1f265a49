export type Toast = {
  id: number;
  tone: 'done' | 'problem';
  title: string;
  detail?: string | undefined;
  traceId?: string | undefined;
};

const SHOWN_MS = 4000;
const MAX_TOASTS = 4;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]): void {
  toasts = next.slice(-MAX_TOASTS);
  listeners.forEach((listener) => listener());
}

/** Adds a toast. One that tells of something done leaves by itself; a problem stays until it is dismissed. */
export function addToast(toast: Omit<Toast, 'id'>): void {
  const id = nextId++;
  publish([...toasts, { ...toast, id }]);
  if (toast.tone === 'done') setTimeout(() => dismissToast(id), SHOWN_MS);
}

export function dismissToast(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function readToasts(): readonly Toast[] {
  return toasts;
}
