/** What the window shows when its host does not answer. */
export function Refused({ message }: { readonly message: string }) {
  return (
    <main className="refused">
      <h1>Nullscope cannot reach its engine</h1>
      <p>{message}</p>
      <p>Start it again, and open the address that it prints.</p>
    </main>
  );
}
