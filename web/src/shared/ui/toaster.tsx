import { CloseButton, Portal } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { Copyable } from './copyable.js';
import { StateGlyph } from './state-glyph.js';
import { dismissToast, readToasts, subscribeToasts, type Toast } from './toast-store.js';
import classes from './toaster.module.css';

/** The corner where toasts appear; a live region, so that a screen reader hears them too. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToasts, readToasts);
  return (
    <Portal>
      <section className={classes.corner} aria-label="Notifications" aria-live="polite">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </section>
    </Portal>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const mark = toast.tone === 'done' ? 'succeeded' : 'failed';
  return (
    <div className={classes.toast} data-tone={toast.tone}>
      <span className={classes.glyph} data-mark={mark}>
        <StateGlyph mark={mark} />
      </span>
      <div className={classes.body}>
        <p className={classes.title}>{toast.title}</p>
        {toast.detail && <p className={classes.detail}>{toast.detail}</p>}
        {toast.traceId && (
          <p className={classes.trace}>
            Trace <Copyable value={toast.traceId} label="Copy the trace id" />
          </p>
        )}
      </div>
      <CloseButton size="sm" aria-label="Dismiss" onClick={() => dismissToast(toast.id)} />
    </div>
  );
}
