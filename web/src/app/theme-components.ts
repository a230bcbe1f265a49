import type { MantineThemeComponents } from '@mantine/core';

// The library locks scrolling with a <style> element made at run time, which the content security policy refuses;
// app/base.css does it with one static rule instead.
const overlay = { defaultProps: { lockScroll: false } };

// A <header> in a dialog counts as a second banner of the page, because the dialog's role replaces its section.
const plainHeader = { header: { role: 'presentation' } };

/** What every component of a kind has in common, so that features pass only what differs. */
export const componentDefaults: MantineThemeComponents = {
  ModalRoot: overlay,
  Modal: {
    defaultProps: {
      attributes: plainHeader,
      lockScroll: false,
      centered: true,
      radius: 'lg',
      padding: 'lg',
      overlayProps: { backgroundOpacity: 0.4 },
      closeButtonProps: { 'aria-label': 'Close' },
    },
  },
  DrawerRoot: overlay,
  Drawer: {
    defaultProps: {
      attributes: plainHeader,
      lockScroll: false,
      overlayProps: { backgroundOpacity: 0.4 },
      closeButtonProps: { 'aria-label': 'Close' },
    },
  },
  Spotlight: overlay,
  SpotlightRoot: overlay,
  Button: { defaultProps: { size: 'sm' } },
  ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
  Tooltip: {
    defaultProps: {
      openDelay: 300,
      withArrow: false,
      transitionProps: { duration: 120 },
      events: { hover: true, focus: true, touch: true },
    },
  },
  Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: 'md', transitionProps: { duration: 100 } } },
  Tabs: { defaultProps: { keepMounted: false } },
  Anchor: { defaultProps: { underline: 'hover', inherit: true } },
  PasswordInput: { defaultProps: { visibilityToggleButtonProps: { 'aria-label': 'Show or hide the password' } } },
};
