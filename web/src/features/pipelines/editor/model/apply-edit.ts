import { isMap } from 'yaml';
import { editDocument } from './document-edit.js';
import { type Edit, editedValue } from './edit.js';
import { NodeSplices } from './node-splices.js';
import { spliced } from './splice.js';
import { isSameValue, plainValue, readYaml, valueOf, type YamlSource } from './yaml-source.js';

/**
 * The text of a pipeline after an edit. Only the pieces that the edit is about change; comments, order, empty lines and
 * quotes of everything else stay as they are, and an edit that changes nothing gives the very same text. What the text
 * says afterwards is what `editedValue` says, or the text is undefined: it cannot be read, or cannot be edited so.
 */
export function applyEdit(text: string, edit: Edit): string | undefined {
  const source = readYaml(text);
  if ('error' in source) return undefined;
  const before = plainValue(source);
  const wanted = editedValue(before, edit);
  if (isSameValue(before, wanted)) return text;
  const says = (edited: string | undefined): edited is string =>
    edited !== undefined && isSameValue(valueOf(edited), wanted);
  const piecewise = editPieces(source, edit);
  if (says(piecewise)) return piecewise;
  const whole = editDocument(text, edit, wanted);
  return says(whole) ? whole : undefined;
}

function editPieces({ text, document: { contents } }: YamlSource, edit: Edit): string | undefined {
  const splices = isMap(contents) ? new NodeSplices(text, contents).of(edit) : undefined;
  if (!splices) return undefined;
  try {
    return spliced(text, splices);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
