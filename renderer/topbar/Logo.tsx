/** The mark: a direction between the column space and the null space. */
export function Logo() {
  return (
    <svg
      className="logo"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      aria-hidden="true"
      fill="none"
      strokeWidth="1.8"
      strokeLinecap="round"
    >
      <path d="M4 16V5" stroke="var(--column)" />
      <path d="M4 16h11" stroke="var(--null)" />
      <path d="M4 16 15 6" stroke="var(--ink)" />
    </svg>
  );
}
