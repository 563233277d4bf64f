import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';

interface RunChoice {
  minutes: number;
  task?: string;
}

/** Starts a run by its panel, sees it at work, and waits until the predictions are there. */
export async function autoAnnotate(page: Page, { minutes, task }: RunChoice): Promise<void> {
  const panel = await openPanel(page, 'Auto-annotate');
  if (task) {
    await panel.getByRole('combobox', { name: 'Task' }).click();
    await page.getByRole('option', { name: task }).click();
  }
  await panel.getByLabel('Minutes at most').fill(String(minutes));
  await panel.getByRole('button', { name: /^(Auto-annotate|Learn again)$/ }).click();
  await expect(panel.getByRole('button', { name: 'Cancel the run' })).toBeVisible();
  // live, by events: a stage is named without a reload
  await expect(panel.locator('[aria-current="step"]')).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByText(/items now have a prediction/)).toBeVisible({
    timeout: minutes * 60_000 + 120_000,
  });
}

export async function openPanel(page: Page, name: 'Auto-annotate' | 'Data' | 'Export') {
  const panel = page.getByRole('complementary', { name, exact: true });
  if (!(await panel.isVisible()))
    await page.getByRole('toolbar', { name: 'Items' }).getByRole('button', { name, exact: true }).click();
  await expect(panel).toBeVisible();
  return panel;
}

/** Asks by the key why the model answers so, and sees the labelled items that look alike. */
export async function showWhy(page: Page): Promise<void> {
  const why = page.getByRole('region', { name: 'Why?' });
  await page.keyboard.press('w');
  await expect(why.getByText(/^Why “.+”\? \d+ % probable$/)).toBeVisible({ timeout: 30_000 });
  await expect(why.getByRole('link')).toHaveCount(5);
}

/** Chooses in the export panel, downloads, and gives the content. */
export async function download(page: Page, format: string, what: RegExp): Promise<string> {
  const panel = await openPanel(page, 'Export');
  await panel.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: format }).click();
  await panel.getByRole('radio', { name: what }).check();
  const started = page.waitForEvent('download');
  await panel.getByRole('link', { name: 'Download' }).click();
  const file = await started;
  expect(await file.failure()).toBeNull();
  return readFile(await file.path(), 'utf8');
}

/** How many items the filter's side shows for a state. */
export async function countOf(page: Page, state: string): Promise<number> {
  const text = await page
    .getByRole('complementary', { name: 'Filters' })
    .getByRole('button', { name: new RegExp(`^${state}`) })
    .textContent();
  return Number(text?.replace(/\D/g, ''));
}

/** One line of the native format. */
export interface NativeRecord {
  id: string;
  medium: string;
  file?: string;
  text?: string;
  annotation?: { control: string; labels: string[]; region?: { kind: string; [key: string]: unknown } }[];
  prediction?: { model: string; score: number; answers: unknown[] };
}

/** The items of a native export; the header line, where there is one, has no id. */
export const recordsOf = (lines: string): NativeRecord[] =>
  lines
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as NativeRecord)
    .filter((record) => record.id !== undefined && record.medium !== undefined);
