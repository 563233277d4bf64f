import type { Rect, Size } from './geometry';
import type { Viewport } from './viewport';

/** A decoded image with smaller copies, so that a large one stays fast and free of shimmer when zoomed out. */
export interface Picture extends Size {
  /** Each half the size of the one before; the first is the image itself. */
  readonly levels: readonly ImageBitmap[];
}

const SMALLEST = 1024;

/** @throws Error with a sentence for the user */
export async function loadPicture(url: string, signal?: AbortSignal): Promise<Picture> {
  const response = await fetch(url, { credentials: 'same-origin', ...(signal ? { signal } : {}) });
  if (!response.ok) {
    const problem: { detail?: string } = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `The server answered ${response.status} instead of the image.`);
  }
  const levels = [await createImageBitmap(await response.blob())];
  for (let last = levels[0]; last && Math.max(last.width, last.height) > 2 * SMALLEST; last = levels.at(-1)) {
    const resizeWidth = Math.ceil(last.width / 2);
    const resizeHeight = Math.ceil(last.height / 2);
    levels.push(await createImageBitmap(last, { resizeWidth, resizeHeight, resizeQuality: 'medium' }));
  }
  const { width, height } = levels[0] as ImageBitmap;
  return { width, height, levels };
}

export function drawPicture(
  context: CanvasRenderingContext2D,
  picture: Picture,
  view: Viewport,
  part: Rect,
): void {
  const wanted = picture.width * view.scale;
  // the smallest copy that still has a pixel for every pixel of the screen
  const level =
    [...picture.levels].reverse().find((bitmap) => bitmap.width >= wanted) ??
    (picture.levels[0] as ImageBitmap);
  const ratio = level.width / picture.width;
  const left = Math.max(0, Math.floor(part.x));
  const top = Math.max(0, Math.floor(part.y));
  const right = Math.min(picture.width, Math.ceil(part.x + part.width));
  const bottom = Math.min(picture.height, Math.ceil(part.y + part.height));
  if (right <= left || bottom <= top) return;
  // single pixels are what one wants to see when zoomed in
  context.imageSmoothingEnabled = view.scale < 2;
  // never more than halved here, so the fastest way is good enough
  context.imageSmoothingQuality = 'low';
  context.drawImage(
    level,
    left * ratio,
    top * ratio,
    (right - left) * ratio,
    (bottom - top) * ratio,
    left * view.scale + view.x,
    top * view.scale + view.y,
    (right - left) * view.scale,
    (bottom - top) * view.scale,
  );
}
