/**
 * Where the one-file form of a built program lies, if there is one: in the same folder, so that the program finds what it
 * looks for beside itself.
 */
export const bundleOf = (entry: string): string => entry.replace(/\.js$/, '.bundle.js');
