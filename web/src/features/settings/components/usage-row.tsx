import { Progress } from '@mantine/core';
import type { EntitlementResponse } from '../../../shared/api/generated/types.gen.js';
import { useNow } from '../../../shared/lib/use-now.js';
import type { MarkedState } from '../../../shared/model/states.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import { FEATURE_WORDS, limitReachedOn, usageLevel, usagePercent, type Level } from '../model/usage.js';
import classes from './plan-page.module.css';

const MARKS: Partial<Record<Level, MarkedState>> = {
  close: { mark: 'warning', word: 'Nearly used up' },
  full: { mark: 'failed', word: 'Limit reached' },
};
const COLORS: Record<Level, string> = { unmeasured: 'gray', free: 'teal', close: 'yellow', full: 'red' };

/** One limit: used of allowed, the day it will be reached, and in words what happens then. */
export function UsageRow({ entitlement }: { entitlement: EntitlementResponse }) {
  const { feature, limit, used, unit, atLimit } = entitlement;
  const level = usageLevel(entitlement);
  const name = FEATURE_WORDS[feature];
  const mark = MARKS[level];
  return (
    <li className={classes.row}>
      <span className={classes.feature}>{name}</span>
      <span className={classes.numbers}>
        {used === null ? '' : `${used.toLocaleString('en')} of `}
        {limit === null ? 'no limit' : `${limit.toLocaleString('en')} ${unit}`}
      </span>
      <span className={classes.bar}>
        {level !== 'unmeasured' && (
          <Progress value={usagePercent(entitlement)} color={COLORS[level]} size="sm" aria-label={`${name}: used`} />
        )}
      </span>
      <span className={classes.then}>
        {mark && (
          <>
            <StateMark state={mark} />{' '}
          </>
        )}
        {feature === 'executions_per_month' && <Forecast entitlement={entitlement} />} At the limit: {atLimit}
      </span>
    </li>
  );
}

function Forecast({ entitlement }: { entitlement: EntitlementResponse }) {
  const day = limitReachedOn(entitlement, new Date(useNow('calm')));
  if (!day) return null;
  return (
    <>
      Going on like this, it is reached on{' '}
      {new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(day)}.{' '}
    </>
  );
}
