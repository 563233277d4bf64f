import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { openPanel } from './support/loop';
import { expect, openProject, projectOf, test } from './support/test';

const samples = path.resolve(import.meta.dirname, '../../samples');

test('a new project takes good files, names the bad one, and is annotated at once', async ({ app: page }) => {
  const picture = await readFile(path.join(samples, 'brain-mri/images', await firstImage()));
  await page.getByRole('link', { name: 'New project' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('From files');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles([
    { name: 'one.png', mimeType: 'image/png', buffer: picture },
    { name: 'two.png', mimeType: 'image/png', buffer: picture },
    { name: 'broken.png', mimeType: 'image/png', buffer: picture.subarray(0, 100) },
  ]);
  await page.getByRole('button', { name: 'Segmentation' }).click();
  await page.getByLabel('Add labels').fill('brain, skull');
  await page.getByLabel('Add labels').press('Enter');
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByText('broken.png')).toBeVisible();
  await page.getByRole('link', { name: 'Open the project' }).click();
  await expect(page.getByText('2 items', { exact: true })).toBeVisible();
  const project = await projectOf(page, 'From files');
  expect(project.schema.controls[0]?.labels.map((label) => label.name)).toEqual(['object', 'brain', 'skull']);
});

test('an item is deleted and restored by keys and buttons', async ({ app: page }) => {
  await openProject(page, 'From files');
  await page.getByRole('listbox', { name: 'Items' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Delete');
  await expect(page.getByText('1 item', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^Deleted/ }).click();
  await page.getByRole('listbox', { name: 'Items' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect.poll(async () => (await projectOf(page, 'From files')).counts.items).toBe(2);
});

test('labels are renamed and retired; the project goes to the trash and comes back', async ({
  app: page,
}) => {
  await openProject(page, 'From files');
  await page.getByRole('link', { name: 'Project settings' }).click();
  await page.getByLabel('Label 1', { exact: true }).fill('thing');
  await page.getByRole('button', { name: /^Retire skull/ }).click();
  await page.getByRole('button', { name: 'Save' }).last().click();
  await expect(page.getByText('Saved.')).toBeVisible();
  const labels = (await projectOf(page, 'From files')).schema.controls[0]!.labels;
  expect(labels.map((label) => [label.name, label.retired])).toEqual([
    ['thing', false],
    ['brain', false],
    ['skull', true],
  ]);

  await page.getByRole('button', { name: 'Move to trash' }).click();
  await expect(page.getByText('“From files” is in the trash.')).toBeVisible();
  await page.getByRole('link', { name: 'Trash' }).click();
  await page
    .getByRole('row', { name: /From files/ })
    .getByRole('button', { name: 'Restore' })
    .click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  await page.getByRole('link', { name: 'Projects' }).click();
  await expect(page.getByRole('link', { name: 'From files' })).toBeVisible();
});

test('labels of a file are imported, and what does not fit is named', async ({ app: page }) => {
  await openProject(page, 'Fashion');
  const panel = await openPanel(page, 'Data');
  const { items } = (await (
    await page.request.get(`/api/projects/${(await projectOf(page, 'Fashion')).id}/items?state=new&limit=1`)
  ).json()) as { items: { name: string; id: string }[] };
  const name = items[0]?.name ?? 'nothing';
  await panel.locator('input[type=file][accept*=".jsonl"]').setInputFiles({
    name: 'labels.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`id,label\n${name},Bag\nno-such-item,Bag\n`),
  });
  await panel.getByRole('button', { name: 'Import labels' }).click();
  await expect(panel.getByText(/no-such-item/)).toBeVisible();
});

test('the keys of a page are listed under ?', async ({ app: page }) => {
  await openProject(page, 'Fashion');
  await page.keyboard.press('?');
  const list = page.getByRole('complementary', { name: 'Keyboard' });
  await expect(list.getByText('Open in annotate').or(list.getByText('Grid or table')).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
});

test('the pages speak Chinese', async ({ app: page }) => {
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitem', { name: '简体中文' }).click();
  await expect(page.getByRole('heading', { name: '项目' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: '语言' }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
});

async function firstImage(): Promise<string> {
  const { readdir } = await import('node:fs/promises');
  return (await readdir(path.join(samples, 'brain-mri/images')))
    .filter((name) => name.endsWith('.png'))
    .sort()[0]!;
}
