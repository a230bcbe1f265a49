type Counts = { broken: number; waiting: number; moving: number };

const WORDS = ['Nothing', 'One thing', 'Two things', 'Three things', 'Four things', 'Five things'];

function things(count: number): string {
  return WORDS[count] ?? `${count} things`;
}

function be(count: number): string {
  return count > 1 ? 'are' : 'is';
}

/** The page in a sentence, in the order of the three questions: `Two things are broken, one waits for you.` */
export function headline({ broken, waiting, moving }: Counts): string {
  const first = `${things(broken)} ${be(broken)} broken`;
  if (waiting > 0) return `${first}, ${things(waiting).toLowerCase()} ${waiting > 1 ? 'wait' : 'waits'} for you`;
  if (moving > 0) return `${first}, ${things(moving).toLowerCase()} ${be(moving)} moving`;
  return broken === 0 ? 'All quiet: nothing is broken, nothing waits for you' : `${first}, nothing waits for you`;
}
