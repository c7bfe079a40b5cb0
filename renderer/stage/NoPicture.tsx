/** What stands in place of the picture where the hidden width is more than three. */
export function NoPicture({ d }: { readonly d: number }) {
  return (
    <div className="no-picture">
      <p>
        The picture shows instances of hidden width d ≤ 3. This one has d = {d}: to cut its vectors to three
        entries would be a picture of something else.
      </p>
      <p>Every number beside and below is that of all {d} dimensions.</p>
    </div>
  );
}
