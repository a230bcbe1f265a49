import type { Mark } from '../../../shared/model/states.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import classes from './account-frame.module.css';

type Stop = { mark: Mark; kind: string; what: string; when: string };

const STOPS: readonly Stop[] = [
  { mark: 'succeeded', kind: 'commit', what: 'feat: wallet payments', when: '14:02' },
  { mark: 'succeeded', kind: 'run', what: '8 of 8 steps', when: '3m 12s' },
  { mark: 'succeeded', kind: 'approval', what: 'by another pair of eyes', when: '14:09' },
  { mark: 'warning', kind: 'production', what: '412 errors in 2 minutes', when: '14:16' },
  { mark: 'failed', kind: 'incident', what: 'names the deployment and the commit', when: '14:17' },
  { mark: 'succeeded', kind: 'rollback', what: 'back to the release before', when: '41 s' },
];

/** What the product does, told as one line. An example, and marked as such for everybody. */
export function Story() {
  return (
    <aside className={classes.story} aria-label="An example of what Throughline follows">
      <div className={classes.storyBody}>
        <p className={classes.claim}>What changed, what it broke, and how it was undone. On one line.</p>
        <ol className={classes.stops}>
          {STOPS.map(({ mark, kind, what, when }) => (
            <li key={kind} className={classes.stop} data-bends={kind === 'incident' || undefined}>
              <StateGlyph mark={mark} size={14} />
              <span className={classes.kind}>{kind}</span>
              <span className={classes.what}>{what}</span>
              <span className={classes.when}>{when}</span>
            </li>
          ))}
        </ol>
      </div>
    </aside>
  );
}
