import { test as base, expect, type Page } from '@playwright/test';
import type { Project } from '../../src/shared/api/schema';
import { type RealServer, startServer } from './server';

interface WorkerFixtures {
  server: RealServer;
  /** Cookies of a browser that used the printed link. */
  session: Awaited<ReturnType<import('@playwright/test').BrowserContext['storageState']>>;
}

interface Fixtures {
  /** A page that is signed in, on the list of projects. */
  app: Page;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures here
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 330_000 },
  ],
  session: [
    async ({ browser, server }, use) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(server.signInLink);
      await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible();
      const state = await context.storageState();
      await context.close();
      await use(state);
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  app: async ({ browser, server, session, contextOptions }, use) => {
    const context = await browser.newContext({
      ...contextOptions,
      storageState: session,
      baseURL: server.url,
    });
    const page = await context.newPage();
    const crashes: Error[] = [];
    page.on('pageerror', (error) => crashes.push(error));
    await page.goto('/');
    await use(page);
    expect(crashes, 'nothing was thrown in the page').toEqual([]);
    await context.close();
  },
});

export { expect };

/** Opens a project from the list. */
export async function openProject(page: Page, name: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('listbox', { name: 'Items' })).toBeVisible();
}

/** A project as the server knows it. */
export async function projectOf(page: Page, name: string): Promise<Project> {
  const projects = (await (await page.request.get('/api/projects')).json()) as Project[];
  const found = projects.find((project) => project.name === name);
  if (!found)
    throw new Error(`There is no project '${name}' among ${projects.map((p) => p.name).join(', ')}.`);
  return found;
}

/** Goes to the page of annotation, as the tab in the bar does. */
export async function startAnnotating(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Annotate', exact: true }).click();
  await expect(page.getByRole('application')).toBeVisible();
}

/** Presses keys or clicks until the item is saved, and waits for the next one to be shown. */
export async function andGoOn(page: Page, act: () => Promise<void>): Promise<void> {
  const before = new URL(page.url()).pathname;
  const saved = page.waitForResponse(
    (response) => response.request().method() === 'PUT' && submits(response.request().postData()),
  );
  await act();
  expect((await saved).status()).toBe(200);
  await expect(page).not.toHaveURL(new RegExp(`${before}$`));
  await expect(page.getByRole('application')).toBeVisible();
}

const submits = (body: string | null) =>
  body?.includes('"submitted"') || body?.includes('"skipped"') || false;
