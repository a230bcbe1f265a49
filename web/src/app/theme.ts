import { createTheme, darken, DEFAULT_THEME, type CSSVariablesResolver } from '@mantine/core';
import { componentDefaults } from './theme-components.js';
import { dark, gray, red, teal } from './palette.js';

const SANS = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";
const MONO = "'JetBrains Mono Variable', ui-monospace, 'SF Mono', Menlo, monospace";

/** The look of the product. Contrast comes first: every pair it produces passes WCAG AA in both schemes. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  luminanceThreshold: 0.179, // where black and white text contrast equally with the fill
  black: '#161d1c',
  colors: { teal, gray, dark, red },
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  defaultRadius: '6px',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  headings: {
    fontFamily: SANS,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.35' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.45' },
    },
  },
  shadows: {
    sm: '0 1px 2px rgb(8 20 18 / 8%)',
    md: '0 4px 16px rgb(8 20 18 / 12%)',
    lg: '0 12px 40px rgb(8 20 18 / 18%)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: componentDefaults,
});

/** Text on `light` variants, darker than the library's: shade 9 of the warm colours fails on their shade 1. */
function lightTextVariables(): Record<string, string> {
  const colors = { ...DEFAULT_THEME.colors, teal, gray, red };
  const entries = Object.entries(colors).map(([name, shades]) => [
    `--mantine-color-${name}-light-color`,
    darken(shades[9], 0.35),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Own values for the text colours whose library defaults miss 4.5:1. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...lightTextVariables(),
    '--mantine-color-text': '#1b2322',
    '--mantine-color-dimmed': gray[6],
    '--mantine-color-placeholder': '#65716e',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-success': '#1b6e32',
    '--mantine-color-anchor': teal[8],
    '--mantine-color-default-border': gray[3],
  },
  dark: {
    '--mantine-color-text': dark[0],
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': '#8f9b98',
    '--mantine-color-error': '#ff9189',
    '--mantine-color-success': '#6fd08a',
    '--mantine-color-anchor': teal[3],
    '--mantine-color-default-border': dark[4],
  },
});
