import { autoAnnotate, download, recordsOf } from './support/loop';
import { andGoOn, expect, openProject, projectOf, startAnnotating, test } from './support/test';

interface Coco {
  images: unknown[];
  annotations: { segmentation: unknown; bbox: number[]; area: number }[];
  categories: { name: string }[];
}

test('Brain MRI: paint, learn, correct, evaluate, export', async ({ app: page }) => {
  test.setTimeout(600_000);
  await openProject(page, 'Brain MRI');
  const { annotated, items } = (await projectOf(page, 'Brain MRI')).counts;

  await test.step('annotate by mouse: a brush stroke', async () => {
    await startAnnotating(page);
    await expect(page.getByRole('application').locator('canvas').first()).toBeVisible();
    await andGoOn(page, async () => {
      await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Brush' }).click();
      await drag(page, [0.4, 0.4], [0.6, 0.55]);
      await expect(page.getByRole('list', { name: 'Regions' }).getByRole('listitem')).toHaveCount(1);
      await page.getByRole('button', { name: /^Submit/ }).click();
    });
  });

  await test.step('annotate by keyboard and points: a polygon, undone and redone', async () => {
    await andGoOn(page, async () => {
      await page.keyboard.press('p');
      for (const [x, y] of [
        [0.35, 0.3],
        [0.65, 0.3],
        [0.65, 0.7],
        [0.35, 0.7],
      ] as const)
        await clickAt(page, x, y);
      await page.keyboard.press('Enter');
      const regions = page.getByRole('list', { name: 'Regions' }).getByRole('listitem');
      await expect(regions).toHaveCount(1);
      await page.keyboard.press('Control+z');
      await expect(regions).toHaveCount(0);
      await page.keyboard.press('Control+Shift+z');
      await expect(regions).toHaveCount(1);
      await page.keyboard.press('Control+Enter');
    });
    expect((await projectOf(page, 'Brain MRI')).counts.annotated).toBe(annotated + 2);
  });

  await test.step('auto-annotate', async () => {
    await page.getByRole('link', { name: 'Items', exact: true }).click();
    await autoAnnotate(page, { minutes: 1 });
    await expect
      .poll(async () => (await projectOf(page, 'Brain MRI')).counts.predicted)
      .toBe(items - annotated - 2);
  });

  await test.step('accept one, correct another with the eraser', async () => {
    await page.getByRole('link', { name: 'Review the most uncertain' }).click();
    await expect(page.getByRole('region', { name: 'Predicted' })).toBeVisible();
    await andGoOn(page, () => page.keyboard.press('a'));
    await expect(page.getByRole('region', { name: 'Predicted' })).toBeVisible();
    await andGoOn(page, async () => {
      await page.keyboard.press('b');
      await drag(page, [0.45, 0.5], [0.55, 0.5]);
      await page.keyboard.press('e');
      await drag(page, [0.5, 0.4], [0.5, 0.45]);
      await page.keyboard.press('Control+Enter');
    });
    expect((await projectOf(page, 'Brain MRI')).counts.annotated).toBe(annotated + 4);
  });

  await test.step('evaluate', async () => {
    await page.getByRole('link', { name: 'Evaluation', exact: true }).first().click();
    await expect(page.getByRole('rowheader', { name: 'Mean IoU' })).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'IoU', exact: true })).toBeVisible();
  });

  await test.step('export', async () => {
    await page.getByRole('link', { name: 'Items', exact: true }).click();
    const native = recordsOf(await download(page, 'Labelsmith', /^Annotations/));
    expect(native).toHaveLength(annotated + 4);
    const kinds = native.flatMap((record) => record.annotation?.map((answer) => answer.region?.kind) ?? []);
    expect(kinds).toContain('mask');
    expect(kinds).toContain('polygon');

    const coco = JSON.parse(await download(page, 'COCO', /^Annotations/)) as Coco;
    expect(coco.images).toHaveLength(annotated + 4);
    expect(coco.categories.map((category) => category.name)).toEqual(['Brain']);
    expect(coco.annotations.length).toBeGreaterThanOrEqual(annotated);
    expect(coco.annotations.every((one) => one.segmentation && one.bbox.length === 4 && one.area > 0)).toBe(
      true,
    );
  });
});

/** Shares of the canvas, which shows the whole image. */
async function pointAt(page: import('@playwright/test').Page, x: number, y: number) {
  const frame = (await page.getByRole('application').boundingBox())!;
  return [frame.x + frame.width * x, frame.y + frame.height * y] as const;
}

async function clickAt(page: import('@playwright/test').Page, x: number, y: number) {
  await page.mouse.click(...(await pointAt(page, x, y)));
}

async function drag(
  page: import('@playwright/test').Page,
  from: readonly [number, number],
  to: readonly [number, number],
) {
  await page.mouse.move(...(await pointAt(page, ...from)));
  await page.mouse.down();
  await page.mouse.move(...(await pointAt(page, ...to)), { steps: 8 });
  await page.mouse.up();
}
