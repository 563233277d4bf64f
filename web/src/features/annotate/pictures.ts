import { loadPicture, type Picture } from '@/annotating/image/picture';
import { api } from '@/shared/api/api';
import { Loaded } from './loaded';

const pictures = new Loaded((itemId) => loadPicture(api.contentUrl(itemId)));

/** The decoded image of an item. */
export const pictureOf = (itemId: string): Promise<Picture> => pictures.of(itemId);

/** The image if it is there already. */
export const readyPictureOf = (itemId: string): Picture | undefined => pictures.ready(itemId);
