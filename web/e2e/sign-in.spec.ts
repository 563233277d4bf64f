import { expect, test } from './support/test';

test('an anonymous visitor gets the sign-in page and no data', async ({ page, server }) => {
  const answer = await page.goto(server.url);
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole('heading', { name: 'Sign in to Labelsmith' })).toBeVisible();
  await expect(page.getByText('prints a sign-in link in the terminal')).toBeVisible();
  const api = await page.request.get(`${server.url}/api/projects`);
  expect(api.status()).toBe(401);
});

test('a used link says so, and a new link can be pasted', async ({ page, server, app }) => {
  await page.goto(server.signInLink); // used by the session
  await expect(page.getByRole('alert')).toContainText('has been used');

  await app.goto('/settings');
  await app.getByRole('button', { name: 'New sign-in link' }).click();
  const link = await app.getByLabel('Sign-in link, for one use').inputValue();

  await page.getByLabel('Sign-in link or token').fill(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible();
});

test('a session that ends asks again above the page, which keeps what was typed', async ({ app }) => {
  await app.goto('/settings');
  await app.getByRole('button', { name: 'New sign-in link' }).click();
  const link = await app.getByLabel('Sign-in link, for one use').inputValue();
  await app.getByRole('button', { name: 'New sign-in link' }).click();
  await app.getByLabel('Name of the new token').fill('half typed');

  await app.context().clearCookies();
  await app.getByRole('button', { name: 'Create token' }).click();
  const dialog = app.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: 'Your session has ended' })).toBeVisible();
  await dialog.getByLabel('Sign-in link or token').fill(link);
  await dialog.getByRole('button', { name: 'Sign in' }).click();

  await expect(dialog).toBeHidden();
  await expect(app.getByLabel('Name of the new token')).toHaveValue('half typed');
  await app.getByRole('button', { name: 'Create token' }).click();
  await expect(app.getByText('it is not shown again')).toBeVisible();
});

test('signing out ends the session', async ({ browser, server, app }) => {
  await app.goto('/settings');
  await app.getByRole('button', { name: 'New sign-in link' }).click();
  const link = await app.getByLabel('Sign-in link, for one use').inputValue();
  const other = await (await browser.newContext({ baseURL: server.url })).newPage();
  await other.goto(link);
  await expect(other.getByRole('heading', { name: 'Projects' })).toBeVisible();

  await other.getByRole('button', { name: 'Account' }).click();
  await other.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(other.getByRole('heading', { name: 'Sign in to Labelsmith' })).toBeVisible();
  expect((await other.request.get('/api/projects')).status()).toBe(401);
  await other.context().close();
});
