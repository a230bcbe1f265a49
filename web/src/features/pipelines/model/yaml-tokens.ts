export type YamlToken = { text: string; kind: 'key' | 'comment' | 'plain' };

const LINE = /^(\s*(?:- )?)([\w.$-]+)(:)(?=\s|$)(.*)$/;

/** A line of YAML cut for the eye: its key and its comment apart from the rest. It colours, it does not parse. */
export function yamlTokens(line: string): YamlToken[] {
  const at = line.search(/(?:^|\s)#/);
  const code = at === -1 ? line : line.slice(0, at);
  const comment: YamlToken[] = at === -1 ? [] : [{ text: line.slice(at), kind: 'comment' }];
  const match = LINE.exec(code);
  if (!match) return code === '' ? comment : [{ text: code, kind: 'plain' }, ...comment];
  const [, indent = '', key = '', colon = '', rest = ''] = match;
  const tokens: YamlToken[] = [
    { text: indent, kind: 'plain' },
    { text: key, kind: 'key' },
    { text: colon + rest, kind: 'plain' },
  ];
  return [...tokens.filter(({ text }) => text !== ''), ...comment];
}
