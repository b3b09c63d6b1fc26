import type { Page } from '@playwright/test';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';

const { source } = createRequire(import.meta.resolve('@axe-core/playwright'))('axe-core') as {
	source: string;
};
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe has to say against the page as it stands, by all rules of WCAG 2.2 AA or only by `rules`: one line per element.
 * It is put into a page once, and keeps no more than it found wrong: a third of the time of `AxeBuilder`, which describes
 * every element of every rule that is fulfilled.
 */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
	const runOnly = rules
		? { type: 'rule' as const, values: [...rules] }
		: { type: 'tag' as const, values: TAGS };
	const options: RunOptions = { runOnly, resultTypes: ['violations'] };
	for (const frame of page.frames())
		if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(source);
	const found = await page.evaluate(async (given) => {
		const { axe } = globalThis as unknown as {
			axe: { run(at: Document, options: RunOptions): Promise<AxeResults> };
		};
		return (await axe.run(document, given)).violations;
	}, options);
	return found.flatMap(({ id, nodes }) =>
		nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
	);
}
