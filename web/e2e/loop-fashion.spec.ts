import { autoAnnotate, countOf, download, openPanel, recordsOf, showWhy } from './support/loop';
import { andGoOn, expect, openProject, projectOf, startAnnotating, test } from './support/test';

test('Fashion: label, learn, accept, correct, evaluate, export', async ({ app: page }) => {
  test.setTimeout(600_000);
  await openProject(page, 'Fashion');
  const project = await projectOf(page, 'Fashion');
  expect(project.counts).toMatchObject({ items: 2000, annotated: 100 });

  await test.step('annotate by mouse and by keyboard', async () => {
    await startAnnotating(page);
    await andGoOn(page, async () => {
      await page.getByRole('radio', { name: 'Trouser' }).click();
      await page.getByRole('button', { name: /^Submit/ }).click();
    });
    await andGoOn(page, async () => {
      await page.keyboard.press('3');
      await expect(page.getByRole('radio', { name: 'Pullover' })).toBeChecked();
      await page.keyboard.press('Control+Enter');
    });
    expect((await projectOf(page, 'Fashion')).counts.annotated).toBe(102);
  });

  await test.step('auto-annotate and see predictions', async () => {
    await page.getByRole('link', { name: 'Items', exact: true }).click();
    await autoAnnotate(page, { minutes: 1 });
    await expect.poll(() => countOf(page, 'Predicted')).toBe(1898);
    await page.getByRole('button', { name: /^Predicted/ }).click();
    await expect(page.getByText('1,898 items', { exact: true })).toBeVisible();
    await expect(page.getByRole('option').first()).toHaveAccessibleName(/Predicted, /);
  });

  const corrected = await test.step('accept one by its key, correct another', async () => {
    await page.getByRole('link', { name: 'Review the most uncertain' }).click();
    await expect(page.getByRole('region', { name: 'Predicted' })).toBeVisible();
    await showWhy(page);
    await expect(page.locator('canvas[data-layer="heat"]')).toBeAttached();
    await andGoOn(page, () => page.keyboard.press('a'));
    const id = page.url().split('/').at(-1)!;
    await expect(page.getByRole('region', { name: 'Predicted' })).toBeVisible();
    const wrong = page.getByRole('radio', { checked: false });
    const label = (await wrong.first().getAttribute('aria-label'))!;
    await andGoOn(page, async () => {
      await wrong.first().click();
      await page.keyboard.press('Control+Enter');
    });
    expect((await projectOf(page, 'Fashion')).counts.annotated).toBe(104);
    return { id, label };
  });

  await test.step('accept all above a score, and take it back', async () => {
    await page.getByRole('link', { name: 'Items', exact: true }).click();
    const panel = await openPanel(page, 'Auto-annotate');
    const best = (await (
      await page.request.get(`/api/projects/${project.id}/items?state=predicted&sort=-score&limit=20`)
    ).json()) as { items: { score: number }[] };
    const slider = panel.getByRole('slider', { name: 'Lowest score to accept' });
    await slider.focus();
    for (let at = 0.95; at > best.items.at(-1)!.score; at -= 0.01) await slider.press('ArrowLeft');
    const accept = panel.locator('button[data-settled]', { hasText: /^Accept \d/ });
    await expect(accept).toBeEnabled();
    const count = Number((await accept.textContent())?.replace(/\D/g, ''));
    expect(count).toBeGreaterThan(0);
    await accept.click();
    await expect(panel.getByText(/predictions accepted/)).toBeVisible();
    await expect.poll(() => countOf(page, 'Annotated')).toBe(104 + count);
    await panel.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => countOf(page, 'Annotated')).toBe(104);
  });

  await test.step('evaluate', async () => {
    await page.getByRole('link', { name: 'Evaluation', exact: true }).first().click();
    await expect(page.getByRole('heading', { name: 'Metrics' })).toBeVisible();
    await expect(page.getByRole('rowheader', { name: 'Accuracy', exact: true })).toBeVisible();
    const cell = page.getByRole('button', { name: /^Trouser recognised: [1-9]/ });
    await expect(cell).toBeVisible();
    await page
      .getByRole('link', { name: /in annotate$/ })
      .first()
      .click();
    await expect(page.getByRole('application')).toBeVisible();
  });

  await test.step('export', async () => {
    await page.getByRole('link', { name: 'Items', exact: true }).click();
    const native = recordsOf(await download(page, 'Labelsmith', /^Annotations/));
    expect(native).toHaveLength(104);
    expect(native.every((record) => record.annotation?.length === 1 && !record.prediction)).toBe(true);
    const item = (await (await page.request.get(`/api/items/${corrected.id}`)).json()) as { name: string };
    const record = native.find(
      (one) => one.id === item.name || one.file === item.name || one.id === corrected.id,
    );
    expect(record?.annotation?.[0]?.labels).toEqual([corrected.label]);

    const both = recordsOf(await download(page, 'Labelsmith', /^Both/));
    expect(both.filter((one) => one.prediction)).toHaveLength(1898);
    const csv = await download(page, 'CSV', /^Annotations/);
    expect(csv.trim().split('\n')).toHaveLength(105);
    expect(csv).toContain(corrected.label);
  });
});
