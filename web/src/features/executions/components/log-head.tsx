import { IconAlertTriangle, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Duration } from '../../../shared/ui/duration.js';
import { ansiSpans } from '../model/ansi-spans.js';
import { markHits } from '../model/log-search.js';
import { countWords, type LogSection } from '../model/log-sections.js';
import { LineNumber, LinePiece, type LineLook } from './log-line.js';
import classes from './log-head.module.css';
import log from './log.module.css';

type Props = Omit<LineLook, 'isFirstError'> & {
  section: LogSection;
  isOpen: boolean;
  onToggle: (section: LogSection) => void;
};

/** The line that says a command: what it wrote opens and closes below it. */
export function LogHead({ section, isOpen, onToggle, time, wanted, isSelected, isHit, onPick }: Props) {
  const spans = useMemo(() => markHits(ansiSpans(section.command), wanted), [section.command, wanted]);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div
      className={`${log.line} ${classes.head}`}
      data-line={section.line}
      data-selected={isSelected || undefined}
      data-hit={isHit || undefined}
      data-failed={section.hasError || undefined}
    >
      <LineNumber line={section.line} onPick={onPick} />
      {time && <span className={log.time}>{time}</span>}
      <button type="button" className={classes.fold} aria-expanded={isOpen} onClick={() => onToggle(section)}>
        <Chevron size={14} aria-hidden className={classes.chevron} />
        <span className={classes.command}>
          {spans.map((span, index) => (
            <LinePiece key={index} span={span} />
          ))}
        </span>{' '}
        {section.hasError && (
          <span className={classes.fault}>
            <IconAlertTriangle size={13} aria-hidden />
            <span className={classes.faultWords}>first error</span>
          </span>
        )}{' '}
        <span className={classes.sum}>{countWords(section)}</span>{' '}
        <span className={classes.took}>
          <Duration ms={section.durationMs} runningSince={section.at} />
        </span>
      </button>
    </div>
  );
}
