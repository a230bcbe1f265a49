import { existsSync } from 'node:fs';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

type Line = { restored: string } | { changed: string[] };

export interface WorkspacePast {
  /** The ids of kept files that have been restored. */
  restored: ReadonlySet<string>;
  /** What the steps of this execution have changed or removed themselves. */
  changed: ReadonlySet<string>;
}

/** What has happened to the files of a workspace since its last checkout; it outlives this runner. */
export class WorkspaceJournal {
  private readonly file: string;

  /** @param notes the folder of the workspace that steps do not see */
  constructor(notes: string) {
    this.file = join(notes, 'journal');
  }

  async read(): Promise<WorkspacePast> {
    const text = existsSync(this.file) ? await readFile(this.file, 'utf8') : '';
    // The last line may have been cut off with the runner that wrote it; it is then done once more.
    const lines = text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line);
    return {
      restored: new Set(lines.flatMap((line) => ('restored' in line ? [line.restored] : []))),
      changed: new Set(lines.flatMap((line) => ('changed' in line ? line.changed : []))),
    };
  }

  async note(line: Line): Promise<void> {
    await appendFile(this.file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  }

  /** Before a checkout, which begins with an empty workspace. */
  async clear(): Promise<void> {
    await rm(this.file, { force: true });
  }
}
