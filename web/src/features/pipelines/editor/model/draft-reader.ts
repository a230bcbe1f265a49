import { type Draft, type DraftNode, pipelineIn } from './draft.js';
import { type Alone, movedBy, readStretch, shifted, type Stretch, stretchesOf } from './node-stretches.js';
import { changedPiece, type Splice } from './splice.js';
import { readYaml, type SyntaxProblem } from './yaml-source.js';

type Read = { text: string; draft: Draft; stretches: readonly Stretch[] };

/**
 * Reads a text again and again while it is written. Most changes are within one node: `readChange` reads the lines of that
 * one alone, which takes no longer in a large text. Nodes of which nothing has changed are the same objects as before.
 */
export class DraftReader {
  private last: Read | undefined;

  /** The pipeline in a text, or why none can be read. */
  read(text: string): Draft | { error: SyntaxProblem } {
    const source = readYaml(text);
    if ('error' in source) return source;
    const draft = pipelineIn(source);
    if ('error' in draft) return draft;
    const kept = keeping(this.last?.draft, draft);
    const stretches = stretchesOf(source);
    // A key that two blocks have is left out of the second, and of which one it is would have to be found out anew.
    this.last = { text, draft: kept, stretches: stretches.length === kept.nodes.length ? stretches : [] };
    return kept;
  }

  /** What `read` gives, of a text that is that of the last time but for what stands within one node; else undefined. */
  readChange(text: string): Draft | undefined {
    const read = this.last && readOn(this.last, text);
    if (read) this.last = read;
    return read?.draft;
  }
}

function readOn(last: Read, text: string): Read | undefined {
  const piece = changedPiece(last.text, text);
  if (!piece) return last;
  const old = last.stretches.find((stretch) => isWithin(piece, stretch));
  const own = old && readAlone(old, last, text);
  if (!own) return undefined;
  const above = linesIn(text.slice(0, old.from));
  const further = linesIn(text) - linesIn(last.text);
  const nodes = last.draft.nodes.flatMap((node) => {
    if (node.key === old.key) return own.nodes.map((one) => movedBy(one, above));
    return [movedBy(node, node.lines[0] > above ? further : 0)];
  });
  if (new Set(nodes.map(({ key }) => key)).size < nodes.length) return undefined;
  const stretches = last.stretches.flatMap((one) => {
    if (one === old) return own.stretches.map((made) => shifted(made, old.from));
    return [shifted(one, one.from >= old.to ? text.length - last.text.length : 0)];
  });
  return { text, draft: keeping(last.draft, { ...last.draft, nodes }), stretches };
}

/** Not so if the first letter of its key is another: what stands above may go on there. */
const isWithin = (piece: Splice, { from, to, indent }: Stretch): boolean =>
  piece.from > from + indent && piece.to <= to;

function readAlone(old: Stretch, last: Read, text: string): Alone | undefined {
  const lines = text.slice(old.from, old.to + text.length - last.text.length);
  const isWhole = lines.endsWith('\n') || old.to === last.text.length;
  return isWhole ? readStretch(lines, old) : undefined;
}

function linesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** The draft with what it has in common with the one before: that one itself if it says the same. */
function keeping(before: Draft | undefined, after: Draft): Draft {
  if (!before) return after;
  const known = new Map(before.nodes.map((node) => [node.key, node]));
  const nodes = after.nodes.map((node) => {
    const same = known.get(node.key);
    return same && isSame(same, node) ? same : node;
  });
  const isAll = nodes.length === before.nodes.length && nodes.every((node, at) => node === before.nodes[at]);
  return isAll && before.name === after.name ? before : { ...after, nodes: isAll ? before.nodes : nodes };
}

const isSame = (one: DraftNode, other: DraftNode): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
