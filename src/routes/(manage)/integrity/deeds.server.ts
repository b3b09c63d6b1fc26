import type { RequestEvent } from '@sveltejs/kit';
import { instantOf } from '#lib/domain/contest/local-time.ts';
import { createAdjustment } from '#lib/server/adjustments/create.ts';
import { decideRequest } from '#lib/server/adjustments/decide-request.ts';
import { liftAdjustment } from '#lib/server/adjustments/lift.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { currentContest, readContest } from '#lib/server/contests/queries.ts';
import type { Ctx } from '#lib/server/context.ts';
import { answerDispute } from '#lib/server/integrity/answer-dispute.ts';
import { decideFlag } from '#lib/server/integrity/decide-flag.ts';
import { createVoid } from '#lib/server/voids/create.ts';
import { liftVoid } from '#lib/server/voids/lift.ts';

type Text = (field: string) => string;
type Done = { done: string; count?: number; settled?: number };

/** A form's action: what was typed comes in, what was done goes out, and a refusal keeps what was typed. */
function deed(run: (ctx: Ctx, text: Text, event: RequestEvent) => Promise<Done>, form = '') {
	return async (event: RequestEvent) => {
		requirePerson(event, 'integrity.decide');
		const typed = await event.request.formData();
		const text: Text = (field) => String(typed.get(field) ?? '').trim();
		try {
			return await run(event.locals.ctx, text, event);
		} catch (thrown) {
			const fields = [...typed].map(([field, value]) => [field, String(value)]);
			const kept = { id: form || text('id'), text: text('reason') };
			return refusal(thrown, {
				...kept,
				typed: Object.fromEntries(fields) as Record<string, string>,
			});
		}
	};
}

const numberOf = (text: string) => (text === '' ? Number.NaN : Number(text));
const waits = (waiting: boolean): Done => ({ done: waiting ? 'waiting' : 'adjusted' });

async function contestOf(ctx: Ctx, event: RequestEvent) {
	const slug = event.url.searchParams.get('contest');
	const contest = slug
		? await readContest({ ctx, input: { slug } })
		: await currentContest({ ctx, input: {} });
	return { slug: contest?.slug ?? '', timeZone: contest?.timeZone ?? 'UTC' };
}

/** What owners do on the queue's page; every one is checked again by its verb. */
export const actions = {
	dismiss: deed(async (ctx, text) => {
		await decideFlag({ ctx, input: { id: text('id'), decision: 'dismiss' } });
		return { done: 'dismissed' };
	}),
	void: deed(async (ctx, text) => {
		const input = { id: text('id'), decision: 'void', reason: text('reason') } as const;
		const { voided, settled } = await decideFlag({ ctx, input });
		return { done: 'voided', count: voided, settled };
	}),
	adjust: deed(async (ctx, text) => {
		const [id, reason, points] = [text('id'), text('reason'), numberOf(text('points'))];
		const input = { id, decision: 'adjust', reason, points } as const;
		return waits((await decideFlag({ ctx, input })).waiting);
	}),
	answer: deed(async (ctx, text) => {
		const decision = text('decision') as 'grant';
		await answerDispute({ ctx, input: { id: text('id'), decision, answer: text('reason') } });
		return { done: 'answered' };
	}),
	request: deed(async (ctx, text) => {
		const decision = text('decision') as 'approve';
		const { adjustment } = await decideRequest({ ctx, input: { id: text('id'), decision } });
		return { done: adjustment ? 'approved' : 'refused' };
	}),
	lift: deed(async (ctx, text) => {
		const input = { id: text('id'), reason: text('reason') };
		if (text('target') === 'void') await liftVoid({ ctx, input });
		else await liftAdjustment({ ctx, input });
		return { done: 'lifted' };
	}),
	points: deed(async (ctx, text, event) => {
		const { slug } = await contestOf(ctx, event);
		const [person, reason] = [text('person'), text('reason')];
		const input = { contest: slug, person, reason, points: numberOf(text('points')) };
		return waits((await createAdjustment({ ctx, input })).waiting);
	}, 'points'),
	clicks: deed(async (ctx, text, event) => {
		const { timeZone } = await contestOf(ctx, event);
		const at = (field: string) =>
			text(field) === ''
				? undefined
				: (instantOf(text(field), timeZone)?.toISOString() ?? 'not a time');
		const kind = (['link', 'person', 'event'] as const).find((one) => one === text('kind'));
		const input = { [kind ?? 'link']: text('what'), reason: text('reason') };
		const { voided } = await createVoid({
			ctx,
			input: { ...input, from: at('from'), to: at('to') } as never,
		});
		return { done: 'voided', count: voided };
	}, 'clicks'),
};
