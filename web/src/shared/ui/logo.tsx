import classes from './logo.module.css';

/** The mark and the name. The mark is a line with two stops: what the product draws everywhere. */
export function Logo() {
  return (
    <span className={classes.logo}>
      <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#0f6f6a" />
        <path
          d="M5 20h7.5l7-8H27"
          fill="none"
          stroke="#fff"
          strokeWidth="2.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <circle cx="12.5" cy="20" r="3" fill="#0f6f6a" stroke="#fff" strokeWidth="2.2" />
        <circle cx="19.5" cy="12" r="3" fill="#fff" />
      </svg>
      Throughline
    </span>
  );
}
