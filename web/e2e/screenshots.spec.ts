import path from 'node:path';
import type { Page } from '@playwright/test';
import { autoAnnotate } from './support/loop';
import { pagesOf, settled } from './support/pages';
import { expect, openProject, test } from './support/test';

const folder = path.resolve(import.meta.dirname, '../../docs/screenshots');

/** Pages that are also shown dark, on a small window, or in Chinese. */
const variants = [
  { suffix: '-dark', names: ['projects', 'items', 'annotate-mask', 'evaluation'], dark: true },
  { suffix: '-small', names: ['items', 'annotate-spans', 'auto-annotate'], width: 1024, height: 768 },
  { suffix: '-zh', names: ['items', 'annotate-classes'], language: 'zh-CN' },
];

test('pictures of every page', async ({ app: page, browser, server }) => {
  const anonymous = await browser.newPage();
  await anonymous.goto(server.url);
  await expect(anonymous.getByRole('heading')).toBeVisible();
  await anonymous.screenshot({ path: path.join(folder, 'sign-in.png') });
  await anonymous.close();

  for (const [name, minutes] of [
    ['Fashion', 2],
    ['Brain MRI', 2],
    ['Mails', 1],
  ] as const) {
    await openProject(page, name);
    await autoAnnotate(page, { minutes });
  }
  const pages = await pagesOf(page);
  for (const one of pages) await picture(page, one.path, one.name);
  for (const { suffix, names, dark, width, height, language } of variants) {
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await page.setViewportSize({ width: width ?? 1440, height: height ?? 900 });
    await page.evaluate((tag) => localStorage.setItem('labelsmith.language', tag), language ?? 'en');
    for (const one of pages.filter(({ name }) => names.includes(name)))
      await picture(page, one.path, one.name + suffix);
  }
});

async function picture(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await settled(page);
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}
