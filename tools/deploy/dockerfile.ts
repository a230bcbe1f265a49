import { textOf } from './checkout.ts';

export interface Instruction {
  keyword: string;
  rest: string;
}

export interface Stage {
  name: string;
  base: string;
  instructions: Instruction[];
}

export interface Copy {
  /** The stage it copies from; undefined for the build context. */
  from: string | undefined;
  sources: string[];
}

/** The stages of the Dockerfile, in order, with continued lines joined. Instructions before the first are left out. */
export function readStages(): Stage[] {
  const lines = textOf('Dockerfile')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  const instructions = lines.filter((line) => /^[A-Z]+ /.test(line)).map(instructionOf);
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    const [, base = '', name = ''] = /^(\S+) AS (\S+)$/.exec(instruction.rest) ?? [];
    if (instruction.keyword === 'FROM') stages.push({ name, base, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** What a stage copies, without the destinations. */
export function copiesOf({ instructions }: Stage): Copy[] {
  return instructions
    .filter(({ keyword }) => keyword === 'COPY')
    .map(({ rest }) => {
      const words = rest.split(/\s+/);
      const paths = words.filter((word) => !word.startsWith('--'));
      const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
      return { from, sources: paths.slice(0, -1) };
    });
}

function instructionOf(line: string): Instruction {
  const [keyword = '', ...rest] = line.split(' ');
  return { keyword, rest: rest.join(' ').trim() };
}
