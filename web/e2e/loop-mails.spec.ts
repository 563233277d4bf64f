import type { Page } from '@playwright/test';
import { autoAnnotate, download, recordsOf, showWhy } from './support/loop';
import { andGoOn, expect, openProject, projectOf, startAnnotating, test } from './support/test';

test('Mails: class and spans, learn, accept, correct, evaluate, export', async ({ app: page }) => {
  test.setTimeout(600_000);
  await openProject(page, 'Mails');
  const { annotated, items } = (await projectOf(page, 'Mails')).counts;

  const first = await test.step('annotate by mouse: a class and a dragged span', async () => {
    await startAnnotating(page);
    const id = page.url().split('/').at(-1)!;
    let marked = '';
    await andGoOn(page, async () => {
      await page.getByRole('radio', { name: 'spam', exact: true }).click();
      marked = await dragOverText(page);
      await page.getByRole('radio', { name: 'Date' }).click();
      await expect(page.getByRole('list', { name: 'Regions' }).getByRole('listitem')).toHaveCount(1);
      await page.getByRole('button', { name: /^Submit/ }).click();
    });
    return { id, marked };
  });

  const second = await test.step('annotate by keyboard: a class and a span of a word', async () => {
    const id = page.url().split('/').at(-1)!;
    await andGoOn(page, async () => {
      await page.getByRole('application').focus();
      await page.keyboard.press('1'); // ham, of the question that is active
      await expect(page.getByRole('radio', { name: 'ham', exact: true })).toBeChecked();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('Control+Shift+ArrowRight');
      await page.keyboard.press('2'); // with a part marked, the labels of parts have the numbers
      await expect(page.getByRole('list', { name: 'Regions' }).getByRole('listitem')).toHaveCount(1);
      await page.keyboard.press('Control+Enter');
    });
    return id;
  });
  expect((await projectOf(page, 'Mails')).counts.annotated).toBe(annotated + 2);

  await test.step('auto-annotate', async () => {
    await page.getByRole('link', { name: 'Items', exact: true }).click();
    await autoAnnotate(page, { minutes: 1 });
    await expect
      .poll(async () => (await projectOf(page, 'Mails')).counts.predicted)
      .toBe(items - annotated - 2);
  });

  await test.step('accept one, correct another', async () => {
    await page.getByRole('link', { name: 'Review the most uncertain' }).click();
    await expect(page.getByRole('region', { name: 'Predicted' })).toBeVisible();
    await showWhy(page);
    await expect(page.getByRole('application').locator('[title$=" %"]').first()).toBeVisible();
    await andGoOn(page, () => page.keyboard.press('a'));
    await expect(page.getByRole('region', { name: 'Predicted' })).toBeVisible();
    const other = page
      .getByRole('radiogroup', { name: 'Kind of mail' })
      .getByRole('radio', { checked: false })
      .first();
    await andGoOn(page, async () => {
      await other.click();
      await page.keyboard.press('Control+Enter');
    });
    expect((await projectOf(page, 'Mails')).counts.annotated).toBe(annotated + 4);
  });

  await test.step('evaluate', async () => {
    await page.getByRole('link', { name: 'Evaluation', exact: true }).first().click();
    await expect(page.getByRole('rowheader', { name: 'F1 (macro)' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^ham recognised: [1-9]/ })).toBeVisible();
  });

  await test.step('export', async () => {
    await page.getByRole('link', { name: 'Items', exact: true }).click();
    const native = recordsOf(await download(page, 'Labelsmith', /^Annotations/));
    expect(native).toHaveLength(annotated + 4);
    const find = async (id: string) => {
      const { name } = (await (await page.request.get(`/api/items/${id}`)).json()) as { name: string };
      return native.find((record) => [record.id, record.file].includes(name) || record.id === id);
    };
    const one = await find(first.id);
    expect(one?.annotation?.map((answer) => answer.labels[0]).sort()).toEqual(['Date', 'spam']);
    const span = one?.annotation?.find((answer) => answer.region)?.region as unknown as {
      start: number;
      end: number;
    };
    expect(one?.text?.slice(span.start, span.end)).toBe(first.marked);
    const two = await find(second);
    expect(two?.annotation?.map((answer) => answer.labels[0]).sort()).toEqual(['Link', 'ham']);
    expect(await download(page, 'CSV', /^Annotations/)).toContain('spam');
  });
});

/** Drags from the start of the first line to its fifth character, and gives what that is. */
async function dragOverText(page: Page): Promise<string> {
  const box = await page
    .getByRole('application')
    .locator('[data-start]')
    .first()
    .evaluate((element) => {
      const text = element.firstChild as Text;
      const range = document.createRange();
      range.setStart(text, 0);
      range.setEnd(text, 5);
      const { left, right, top, bottom } = range.getClientRects()[0]!;
      return { left, right, middle: (top + bottom) / 2, text: text.data.slice(0, 5) };
    });
  await page.mouse.move(box.left + 1, box.middle);
  await page.mouse.down();
  await page.mouse.move((box.left + box.right) / 2, box.middle, { steps: 4 });
  await page.mouse.move(box.right, box.middle, { steps: 4 });
  await page.mouse.up();
  return box.text;
}
