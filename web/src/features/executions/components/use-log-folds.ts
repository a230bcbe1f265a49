import { useHotkeys } from '@mantine/hooks';
import { useCallback, useMemo, useState } from 'react';
import type { NodeLogLineResponse } from '../../../shared/api/generated/types.gen.js';
import type { LineRange } from '../model/line-range.js';
import { isOpenAtFirst, rowsOf, sectionsOf, sectionsWith, type LogSection } from '../model/log-sections.js';

export type LogFolds = {
  sections: ReadonlyMap<number, LogSection>;
  /** The positions of the lines in sight. */
  rows: readonly number[];
  isOpen: (section: LogSection) => boolean;
  toggle: (section: LogSection) => void;
  openAll: () => void;
  closeAll: () => void;
};

type Asked = {
  firstErrorLine: number | null;
  isGrowing: boolean;
  isFollowing: boolean;
  /** Lines that have to be in sight: a permalink's, or a hit of the search. */
  shown: readonly LineRange[];
};

type Said = ReadonlyMap<number, boolean>;

/** Which commands of a log are open: `o` opens all, `O` closes them. What is asked for is opened, and can be closed again. */
export function useLogFolds(lines: readonly NodeLogLineResponse[], asked: Asked): LogFolds {
  const { firstErrorLine, isGrowing, shown } = asked;
  const all = useMemo(() => sectionsOf(lines, firstErrorLine, isGrowing), [lines, firstErrorLine, isGrowing]);
  const staysOpen = useStaysOpen(asked);
  const [said, setSaid] = useState<Said>(new Map());
  const wanted = sectionsWith(all, lines, shown).map(({ line }) => line);
  const key = JSON.stringify([shown, wanted]);
  const [opened, setOpened] = useState('');
  if (opened !== key) {
    setOpened(key);
    if (wanted.length > 0) setSaid(saying(said, wanted, true));
  }
  const isOpen = useCallback(
    (section: LogSection) => said.get(section.line) ?? isOpenAtFirst(all, section, staysOpen),
    [said, all, staysOpen],
  );
  const sayAll = (isOpenNow: boolean) => () =>
    setSaid(
      saying(
        said,
        all.map(({ line }) => line),
        isOpenNow,
      ),
    );
  useHotkeys([
    ['o', sayAll(true)],
    ['shift+O', sayAll(false)],
  ]);
  return {
    sections: useMemo(() => new Map(all.map((section) => [section.from, section])), [all]),
    rows: useMemo(() => rowsOf(lines.length, all, isOpen), [lines.length, all, isOpen]),
    isOpen,
    toggle: (section) => setSaid(saying(said, [section.line], !isOpen(section))),
    openAll: sayAll(true),
    closeAll: sayAll(false),
  };
}

/** A log that grows is open, and stays so when it ends while somebody reads further up. */
function useStaysOpen({ isGrowing, isFollowing }: Asked): boolean {
  const [phase, setPhase] = useState({ isGrowing, isReading: false });
  if (phase.isGrowing !== isGrowing) setPhase({ isGrowing, isReading: phase.isGrowing && !isFollowing });
  return isGrowing || phase.isReading;
}

function saying(said: Said, lines: readonly number[], isOpen: boolean): Said {
  return new Map([...said, ...lines.map((line) => [line, isOpen] as const)]);
}
