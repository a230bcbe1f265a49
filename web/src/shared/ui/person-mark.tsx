import classes from './person-mark.module.css';

type Props = { name: string; avatarUrl: string | null | undefined; size?: number };

/** A person's picture, or their initials. The name always stands beside it. */
export function PersonMark({ name, avatarUrl, size = 28 }: Props) {
  const style = { width: size, height: size, fontSize: size * 0.42 };
  if (avatarUrl) return <img className={classes.mark} style={style} src={avatarUrl} alt="" />;
  return (
    <span className={classes.mark} style={style} aria-hidden>
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.slice(0, 1).toUpperCase() ?? '')
    .join('');
}
