import { loadPicture, type Picture } from '@/annotating/image/picture';
import { api } from '@/shared/api/api';

/** How many decoded images are kept: the one shown, the one before and the next. */
const MOST = 4;
const pictures = new Map<string, Promise<Picture>>();
const ready = new WeakMap<Promise<Picture>, Picture>();

/** The decoded image of an item. Asked ahead for the next item, it is there when it is needed. */
export function pictureOf(itemId: string): Promise<Picture> {
  const known = pictures.get(itemId);
  pictures.delete(itemId);
  const picture = known ?? loadPicture(api.contentUrl(itemId));
  pictures.set(itemId, picture); // the newest last
  picture.then(
    (loaded) => ready.set(picture, loaded),
    () => pictures.delete(itemId), // so that the next attempt asks again
  );
  for (const [oldest] of pictures) {
    if (pictures.size <= MOST) break;
    pictures.delete(oldest);
  }
  return picture;
}

/** The image if it is there already, so that it can be shown without a wait. */
export function readyPictureOf(itemId: string): Picture | undefined {
  const picture = pictures.get(itemId);
  return picture && ready.get(picture);
}
