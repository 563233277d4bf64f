/** The token in whatever was pasted: the whole link, a part of it, or the token alone. */
export function tokenOf(pasted: string): string {
  const text = pasted.trim();
  const query = /[?&]token=([^&\s#]+)/.exec(text);
  return query ? decodeURIComponent(query[1]!) : text;
}
