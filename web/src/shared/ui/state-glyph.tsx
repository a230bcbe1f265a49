import type { ReactNode } from 'react';
import type { Mark } from '../model/states.js';
import classes from './state-mark.module.css';

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.75 } as const;

const SHAPES: Record<Mark, ReactNode> = {
  queued: <circle cx="7" cy="7" r="5" {...stroke} />,
  running: (
    <g className={classes.spin}>
      <circle cx="7" cy="7" r="5" {...stroke} />
      <path d="M7 2a5 5 0 0 1 0 10z" fill="currentColor" />
    </g>
  ),
  succeeded: <circle cx="7" cy="7" r="5.75" fill="currentColor" />,
  warning: <path d="M7 1.4 13.2 12.4H.8z" fill="currentColor" strokeLinejoin="round" />,
  failed: <path d="m2.8 2.8 8.4 8.4m0-8.4-8.4 8.4" {...stroke} strokeWidth={2.4} strokeLinecap="round" />,
  waiting: <path d="M7 1.6 12.4 7 7 12.4 1.6 7z" {...stroke} strokeLinejoin="round" />,
  cancelled: <rect x="2" y="2" width="10" height="10" rx="1.5" fill="currentColor" />,
  unknown: (
    <path
      d="M4.4 4.9c0-1.6 1.1-2.7 2.7-2.7s2.7 1 2.7 2.4c0 2-2.6 2-2.6 4.1m0 2.9v.1"
      {...stroke}
      strokeWidth={2}
      strokeLinecap="round"
    />
  ),
};

/** The shape alone, for places that print the word themselves. Takes the current text colour. */
export function StateGlyph({ mark, size = 12 }: { mark: Mark; size?: number }) {
  return (
    <svg className={classes.glyph} data-mark={mark} width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      {SHAPES[mark]}
    </svg>
  );
}
