import { yaml } from '@codemirror/lang-yaml';
import { lintGutter } from '@codemirror/lint';
import { useQueryClient } from '@tanstack/react-query';
import { EditorView } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { useState, useSyncExternalStore } from 'react';
import { useOrg } from '../../../../shared/lib/use-org.js';
import { knownNames } from '../api/known-names.js';
import { type Snapshot, TextSession } from '../model/text-session.js';
import type { KnownNames } from '../model/value-completions.js';
import { yamlHelp } from './yaml-help.js';
import { yamlLook } from './yaml-look.js';

/** One text that is edited as long as the component is there, and how it stands. */
export function useSession(text: string, repositoryId: string): { session: TextSession; now: Snapshot } {
  const [queryClient, org] = [useQueryClient(), useOrg()];
  const [session] = useState(() => newSession(text, () => knownNames(queryClient, org, repositoryId)));
  const now = useSyncExternalStore(session.subscribe, session.snapshot);
  return { session, now };
}

function newSession(text: string, names: () => Promise<KnownNames>): TextSession {
  const keys = (): string[] => session.snapshot().draft.nodes.map(({ key }) => key);
  const session: TextSession = new TextSession(text, [
    ...[basicSetup, yaml(), yamlLook, lintGutter(), yamlHelp(keys, names)],
    EditorView.contentAttributes.of({ 'aria-label': 'The pipeline as YAML', tabindex: '0' }),
  ]);
  return session;
}
