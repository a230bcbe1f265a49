import '@mantine/spotlight/styles.css';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect } from 'react';
import classes from './palette.module.css';
import { usePaletteActions } from './use-palette-actions.js';

/** Cmd-K: go to a page, a pipeline, a run or an incident, or change how things look. Opens whenever `openings` grows. */
export function Palette({ openings }: { openings: number }) {
  const actions = usePaletteActions();
  useEffect(() => {
    if (openings > 0) spotlight.open();
  }, [openings]);
  return (
    <Spotlight
      actions={actions}
      attributes={{ content: { 'aria-label': 'Go anywhere' } }}
      classNames={{ action: classes.action ?? '', actionDescription: classes.description ?? '' }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      shortcut={null}
      nothingFound="Nothing by that name"
      limit={24}
      scrollable
      maxHeight="min(60vh, 480px)"
      lockScroll={false}
      highlightQuery={false}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} aria-hidden />,
        placeholder: 'Go to a page, a pipeline, a run number…',
        'aria-label': 'Search',
      }}
    />
  );
}
