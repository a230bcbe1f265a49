import type { MantineColorsTuple } from '@mantine/core';

/** The accent. Shade 8 carries white text at 5.9:1, shade 4 carries text on the dark canvas at 8:1. */
export const teal: MantineColorsTuple = [
  '#effbf9',
  '#d9f4ef',
  '#b0e7de',
  '#7fd6ca',
  '#4cc3b5',
  '#27ab9d',
  '#17948a',
  '#108079',
  '#0f6f6a',
  '#0b524f',
];

/** Neutrals of the light scheme, barely tinted towards the accent so that borders never look blue beside it. */
export const gray: MantineColorsTuple = [
  '#f7f9f8',
  '#f0f3f2',
  '#e5e9e8',
  '#d6dcda',
  '#c0c8c6',
  '#8a9592',
  '#5b6764',
  '#434d4b',
  '#2b3332',
  '#141a19',
];

/** Neutrals of the dark scheme: 0–3 text, 4 borders, 5 hover, 6 raised, 7 canvas, 8–9 sunken. */
export const dark: MantineColorsTuple = [
  '#e1e7e5',
  '#bcc6c3',
  '#9aa6a3',
  '#87938f',
  '#343e3c',
  '#242c2b',
  '#1a2120',
  '#111716',
  '#0c1110',
  '#070a0a',
];

/** Shade 8 is darker than the library's, so that white text stands on a filled red button. */
export const red: MantineColorsTuple = [
  '#fff3f2',
  '#fde3e1',
  '#fac6c2',
  '#f59f99',
  '#ff8a80',
  '#e9564c',
  '#d93d33',
  '#cc322a',
  '#bb271f',
  '#8f1d17',
];
