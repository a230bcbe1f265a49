import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useId } from 'react';
import { knownZones, PRESETS } from '../../model/schedule-words.js';
import { NextRuns } from './next-runs.js';
import type { ScheduleForm } from './schedule-fields.js';
import classes from './schedules.module.css';

/** Longer than between two keys, shorter than a thought. */
const PAUSE_MS = 300;

/** When it runs: a cron expression and whose clocks it means, with the times that follow while it is typed. */
export function TimingFields({ form }: { form: ScheduleForm }) {
  const zones = useId();
  const { cron, zone } = form.values;
  const [typed] = useDebouncedValue(`${cron}\n${zone}`, PAUSE_MS);
  const [shownCron = '', shownZone = ''] = typed.split('\n');
  return (
    <>
      <Presets cron={cron} onChoose={(preset) => form.setFieldValue('cron', preset)} />
      <div className={classes.pair}>
        <TextInput
          label="Cron"
          description="Minute, hour, day, month, weekday"
          required
          spellCheck={false}
          classNames={{ input: classes.code ?? '' }}
          {...form.getInputProps('cron')}
        />
        <TextInput
          label="Time zone"
          description="Whose clocks it means"
          required
          list={zones}
          {...form.getInputProps('zone')}
        />
      </div>
      <datalist id={zones}>
        {knownZones().map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <NextRuns cron={shownCron} zone={shownZone} isSettled={cron === shownCron && zone === shownZone} />
    </>
  );
}

function Presets({ cron, onChoose }: { cron: string; onChoose: (cron: string) => void }) {
  return (
    <div className={classes.presets} role="group" aria-label="Timings to begin with">
      {PRESETS.map((preset) => (
        <Button
          key={preset.cron}
          variant={preset.cron === cron ? 'light' : 'default'}
          size="compact-xs"
          aria-pressed={preset.cron === cron}
          onClick={() => onChoose(preset.cron)}
        >
          {preset.label}
        </Button>
      ))}
    </div>
  );
}
