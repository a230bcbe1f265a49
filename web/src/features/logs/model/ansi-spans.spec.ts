import { expect, it } from 'vitest';
import { ansiSpans } from './ansi-spans.js';

const ESC = '\u001b';

it('names colours and weight, and gives back the text as it was', () => {
  const spans = ansiSpans(`${ESC}[31m<b>&"${ESC}[0m plain ${ESC}[1mstrong${ESC}[0m`);
  expect(spans).toEqual([{ text: '<b>&"', color: 'red' }, { text: ' plain ' }, { text: 'strong', isBold: true }]);
});

it('leaves a message without colours alone', () => expect(ansiSpans('a < b')).toEqual([{ text: 'a < b' }]));
