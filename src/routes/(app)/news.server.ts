import { render } from 'svelte/server';
import News from '#lib/components/home/News.svelte';
import type { Ctx } from '#lib/server/context.ts';
import { latestRecognitions } from '#lib/server/recognition/queries.ts';

/** As many as stand beside the stories. */
const MOST = 3;

/** Whom colleagues thanked last, as home shows it: HTML by our own components; empty while there is nobody. */
export async function drawnNews(ctx: Ctx): Promise<string> {
	const thanks = await latestRecognitions({ ctx, input: { limit: MOST } });
	if (thanks.length === 0) return '';
	return render(News, { props: { thanks, now: ctx.now.toISOString() } }).body;
}
