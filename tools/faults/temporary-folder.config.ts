/** Makes the folder the place of temporary files in this process. Returns what makes the former one that again. */
export function useTemporaryFolder(folder: string): () => void {
  const former = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  return () => {
    if (former === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = former;
  };
}
