import { loadSound, type Sound } from '@/annotating/audio/sound';
import { api } from '@/shared/api/api';
import { Loaded } from './loaded';

const sounds = new Loaded((itemId) => loadSound(api.contentUrl(itemId)));

/** The decoded recording of an item. */
export const soundOf = (itemId: string): Promise<Sound> => sounds.of(itemId);

/** The recording if it is there already. */
export const readySoundOf = (itemId: string): Sound | undefined => sounds.ready(itemId);
