import { expect, type Page } from '@playwright/test';
import { projectOf } from './test';

/** Every page of the app with an address of its own, on the sample projects. */
export async function pagesOf(page: Page): Promise<{ name: string; path: string }[]> {
  const fashion = (await projectOf(page, 'Fashion')).id;
  const brain = (await projectOf(page, 'Brain MRI')).id;
  const mails = (await projectOf(page, 'Mails')).id;
  return [
    { name: 'projects', path: '/' },
    { name: 'new-project', path: '/projects/new' },
    { name: 'trash', path: '/trash' },
    { name: 'settings', path: '/settings' },
    { name: 'items', path: `/projects/${fashion}` },
    { name: 'items-texts', path: `/projects/${mails}` },
    { name: 'auto-annotate', path: `/projects/${fashion}?panel=auto` },
    { name: 'data', path: `/projects/${brain}?panel=data` },
    { name: 'export', path: `/projects/${brain}?panel=export` },
    { name: 'annotate-classes', path: `/projects/${fashion}/annotate` },
    { name: 'annotate-mask', path: `/projects/${brain}/annotate` },
    { name: 'annotate-spans', path: `/projects/${mails}/annotate` },
    { name: 'evaluation', path: `/projects/${fashion}/runs` },
    { name: 'project-settings', path: `/projects/${mails}/settings` },
  ];
}

/** Waits until a page shows what it has to show. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  const { pathname } = new URL(page.url());
  if (/^\/projects\/[0-9a-f-]{36}$/.test(pathname))
    await expect(page.getByRole('option').first()).toBeVisible();
  else if (!pathname.includes('/annotate'))
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
  else await expect(page.getByRole('button', { name: /^Submit|^提交/ })).toBeEnabled();
}
