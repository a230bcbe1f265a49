import { SaxesParser } from 'saxes';
import { ReportProblem } from './report.rules.js';

const MAX_DEPTH = 100;

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
}

interface XmlHandlers {
  open: (element: XmlElement, depth: number) => void;
  close?: (name: string, depth: number) => void;
  text?: (text: string) => void;
}

/**
 * Reads XML piece by piece. Entities that a document declares itself are not expanded, and one that uses them is
 * refused; so a small document cannot grow. Names come without their prefix. Depth counts from 1.
 */
export class XmlReader {
  private readonly parser = new SaxesParser({ xmlns: false, position: true });
  private depth = 0;
  private problem: ReportProblem | undefined;

  constructor(handlers: XmlHandlers) {
    this.parser.on('error', (error) => {
      this.problem ??= new ReportProblem(`The report is no well-formed XML: ${error.message}.`);
    });
    this.parser.on('opentag', ({ name, attributes }) => {
      this.depth += 1;
      if (this.depth > MAX_DEPTH)
        this.problem ??= new ReportProblem(`The report is nested deeper than ${MAX_DEPTH} elements.`);
      else if (!this.problem) handlers.open({ name: local(name), attributes }, this.depth);
    });
    this.parser.on('closetag', ({ name }) => {
      if (!this.problem) handlers.close?.(local(name), this.depth);
      this.depth -= 1;
    });
    for (const event of ['text', 'cdata'] as const)
      this.parser.on(event, (text) => {
        if (!this.problem) handlers.text?.(text);
      });
  }

  /** @throws ReportProblem */
  write(text: string): void {
    this.parser.write(text);
    if (this.problem) throw this.problem;
  }

  /** @throws ReportProblem also when the document is not complete */
  end(): void {
    this.parser.close();
    if (this.problem) throw this.problem;
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
