import { render } from 'svelte/server';
import News from '#lib/components/home/News.svelte';
import type { Ctx } from '#lib/server/context.ts';
import { addMonths } from '#lib/domain/badges/months.ts';
import { readAmbassadors } from '#lib/server/recognition/nominations.ts';
import { latestRecognitions } from '#lib/server/recognition/queries.ts';

/** As many as stand beside the stories. */
const MOST = 3;

/** Whom colleagues thanked last, as home shows it: HTML by our own components; empty while there is nobody. */
export async function drawnNews(ctx: Ctx): Promise<string> {
	const [thanks, { month, ambassadors }] = await Promise.all([
		latestRecognitions({ ctx, input: { limit: MOST } }),
		readAmbassadors({ ctx, input: {} }),
	]);
	// The newest stands there until the next month is over.
	const [newest] = ambassadors;
	const ambassador = newest && newest.month >= addMonths(month, -1) ? newest : null;
	if (thanks.length === 0 && !ambassador) return '';
	return render(News, { props: { thanks, ambassador, now: ctx.now.toISOString() } }).body;
}
