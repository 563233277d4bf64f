import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { pagesOf, settled } from './support/pages';
import { expect, test } from './support/test';

/** Every page in both appearances, by the rules of WCAG 2.1 A and AA. */
for (const scheme of ['light', 'dark'] as const)
  test(`no page has a known accessibility fault, ${scheme}`, async ({ app: page }) => {
    test.setTimeout(420_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    for (const { name, path } of await pagesOf(page))
      await test.step(name, async () => {
        await page.goto(path);
        await settled(page);
        expect.soft(await faultsOf(page), name).toEqual([]);
      });
  });

test('the sign-in page has no known accessibility fault', async ({ page, server }) => {
  await page.goto(server.url);
  await expect(page.getByRole('heading')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze();
  return violations.flatMap((fault) =>
    fault.nodes.map(
      (node) => `${fault.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim()}`,
    ),
  );
}
