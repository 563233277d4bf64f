/** How many are kept: the one shown, the one before and the next. */
const MOST = 4;

/** Contents that take a while to load and to decode. Asked ahead for the next item, they are there when they are needed. */
export class Loaded<T> {
  private readonly known = new Map<string, Promise<T>>();
  private readonly done = new WeakMap<Promise<T>, T>();

  constructor(private readonly load: (itemId: string) => Promise<T>) {}

  of(itemId: string): Promise<T> {
    const content = this.known.get(itemId) ?? this.load(itemId);
    this.known.delete(itemId);
    this.known.set(itemId, content); // the newest last
    content.then(
      (loaded) => this.done.set(content, loaded),
      () => this.known.delete(itemId), // so that the next attempt asks again
    );
    for (const [oldest] of this.known) {
      if (this.known.size <= MOST) break;
      this.known.delete(oldest);
    }
    return content;
  }

  /** The content if it is there already, so that it can be shown without a wait. */
  ready(itemId: string): T | undefined {
    const content = this.known.get(itemId);
    return content && this.done.get(content);
  }
}
