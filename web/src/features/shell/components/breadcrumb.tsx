import { Link, useMatches } from '@tanstack/react-router';
import classes from './top-bar.module.css';

/** The path to this page from the routes that match it; a loader may name its object with `crumb`. */
export function Breadcrumb() {
  const matches = useMatches();
  const crumbs = matches.flatMap((match) => {
    const word = loadedCrumb(match.loaderData) ?? match.staticData.crumb;
    return word ? [{ word, path: match.pathname }] : [];
  });
  return (
    <nav aria-label="Breadcrumb" style={{ minWidth: 0, flex: 1 }}>
      <ol className={classes.crumbs}>
        {crumbs.map(({ word, path }, index) => (
          <li key={path + word}>
            {index === crumbs.length - 1 ? (
              <span className={classes.crumb} aria-current="page">
                {word}
              </span>
            ) : (
              <Link to={path} className={classes.crumb} activeOptions={{ exact: true }}>
                {word}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function loadedCrumb(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('crumb' in data)) return undefined;
  return typeof data.crumb === 'string' ? data.crumb : undefined;
}
