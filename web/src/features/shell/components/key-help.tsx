import { Kbd, Modal } from '@mantine/core';
import { NAVIGATION } from '../model/navigation.js';
import classes from './key-help.module.css';
import { useFocusBack } from '../../../shared/lib/use-focus-back.js';

const GENERAL: readonly (readonly [string[], string])[] = [
  [['⌘/Ctrl', 'K'], 'Go anywhere, do anything'],
  [['/'], 'Search on this page'],
  [['j'], 'Next row'],
  [['k'], 'Previous row'],
  [['Enter'], 'Open the row'],
  [['Esc'], 'Close'],
  [['?'], 'This list'],
];

const APPROVALS: readonly (readonly [string[], string])[] = [
  [['a'], 'Approve the open request'],
  [['r'], 'Reject the open request'],
  [['c'], 'Say something about it'],
];

const LOGS: readonly (readonly [string[], string])[] = [
  [['n'], 'Next hit of the search in a log'],
  [['Shift', 'N'], 'Hit before'],
  [['o'], 'Open all commands'],
  [['Shift', 'O'], 'Close all commands'],
];

const GRAPHS: readonly (readonly [string[], string])[] = [
  [['↑', '↓', '←', '→'], 'Next node that way'],
  [['Enter'], 'Select the node'],
  [['Del'], 'Remove it, in the editor'],
  [['⌘/Ctrl', 'Z'], 'Undo'],
  [['⌘/Ctrl', 'Shift', 'Z'], 'Redo'],
];

const COMPARING: readonly (readonly [string[], string])[] = [
  [['d'], 'Only what differs'],
  [['s'], 'Swap the sides'],
  [['n'], 'Next difference of two logs'],
  [['p'], 'Previous difference'],
];

/** Every key of the product, on one page. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  useFocusBack();
  const going = NAVIGATION.flatMap((item) => (item.goKey ? [[['g', item.goKey], item.label] as const] : []));
  return (
    <Modal opened onClose={onClose} title="Keyboard shortcuts" size="lg">
      <div className={classes.columns}>
        <KeyList title="Everywhere" keys={GENERAL} />
        <KeyList title="Go to" keys={going} />
        <KeyList title="Approvals" keys={APPROVALS} />
        <KeyList title="Two runs side by side" keys={COMPARING} />
        <KeyList title="Graphs" keys={GRAPHS} />
        <KeyList title="Log of a node" keys={LOGS} />
      </div>
    </Modal>
  );
}

function KeyList({ title, keys }: { title: string; keys: readonly (readonly [readonly string[], string])[] }) {
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.list}>
        {keys.map(([combination, meaning]) => (
          <div key={meaning} className={classes.row}>
            <dt>{meaning}</dt>
            <dd>
              {combination.map((key) => (
                <Kbd key={key} size="xs">
                  {key}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
