import { andGoOn, expect, projectOf, startAnnotating, test } from './support/test';
import { wav } from './support/wav';

test('recordings are uploaded, seen, played and labelled by keys', async ({ app: page }) => {
  await page.getByRole('link', { name: 'New project' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Calls');
  await page.getByText('Sound', { exact: true }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles([
    { name: 'rises.wav', mimeType: 'audio/wav', buffer: wav(500, 2000) },
    { name: 'falls.wav', mimeType: 'audio/wav', buffer: wav(2000, 500) },
    { name: 'song.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('ID3 and more') },
  ]);
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByText(/This is MP3/)).toBeVisible();
  await page.getByRole('link', { name: 'Open the project' }).click();
  await expect(page.getByText('2 items', { exact: true })).toBeVisible();
  await expect
    .poll(() =>
      page
        .getByRole('option')
        .first()
        .locator('img')
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBe(256);

  await startAnnotating(page);
  await expect(page.getByText('0:00.00 / 0:00.50')).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByText('0:00.50 / 0:00.50')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('0:00.45 / 0:00.50')).toBeVisible();
  await page.getByRole('application').click({ position: { x: 1, y: 100 } });
  await expect(page.getByText('0:00.00 / 0:00.50')).toBeVisible();
  await page.keyboard.press('[');
  await page.keyboard.press('[');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible(); // at its end
  // waveform and spectrogram are there: the canvas has many colours
  const colors = await page
    .getByRole('application')
    .locator('canvas')
    .first()
    .evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
  expect(colors).toBeGreaterThan(100);

  await andGoOn(page, async () => {
    await page.keyboard.press('1');
    await page.keyboard.press('Control+Enter');
  });
  await expect.poll(async () => (await projectOf(page, 'Calls')).counts.annotated).toBe(1);
});

test('segments of a recording are marked by dragging and by a key, resized and undone', async ({
  app: page,
}) => {
  await page.getByRole('link', { name: 'New project' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Parts');
  await page.getByText('Sound', { exact: true }).click();
  await page.getByText('Segments', { exact: true }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles([{ name: 'rises.wav', mimeType: 'audio/wav', buffer: wav(500, 2000) }]);
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByText('1 item', { exact: true })).toBeVisible(); // nothing was wrong, so it opens by itself
  await startAnnotating(page);
  await expect(page.getByText('0:00.00 / 0:00.50')).toBeVisible();

  const canvas = page.getByRole('application');
  const { x, y, width } = (await canvas.boundingBox())!;
  const drag = async (from: number, to: number) => {
    await page.mouse.move(x + from * width, y + 100);
    await page.mouse.down();
    await page.mouse.move(x + ((from + to) / 2) * width, y + 100);
    await page.mouse.move(x + to * width, y + 100);
    await page.mouse.up();
  };
  const regions = page.getByRole('list', { name: 'Regions' }).getByRole('listitem');
  await drag(0.2, 0.4);
  await expect(regions).toHaveCount(1);
  await expect(regions.first()).toContainText('0:00.10 – 0:00.20');
  await drag(0.4, 0.6); // its end
  await expect(regions.first()).toContainText('0:00.10 – 0:00.30');
  await page.keyboard.press('Control+z');
  await expect(regions.first()).toContainText('0:00.10 – 0:00.20');

  await page.keyboard.press('2');
  await expect(regions.first()).toContainText('music');
  await page.keyboard.press('Home');
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('m');
  await expect(regions).toHaveCount(2);
  await expect(regions.first()).toContainText('0:00.00 – 0:00.05');
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await projectOf(page, 'Parts')).counts.annotated).toBe(1);
});
