import { randomUUID } from 'node:crypto';
import type { Portal } from './portal.ts';

/** What the frozen time brought whoever stood at that place, by place; the sixth then wins. */
const GAINS: Record<number, number> = { 2: 12, 4: 130, 6: 4000, 9: 45, 14: 600, 16: 3 };
const PEOPLE = 16;

export type HeldContest = { slug: string; name: string; winner: string; last: string };

/**
 * A contest of its own beside the demo's, with people of the company, that is over, final and held for its reveal; its first
 * place wins a day off, and a backpack is drawn.
 */
export async function aHeldContest(portal: Portal): Promise<HeldContest> {
	const { sql } = portal.connections;
	const [id, resultId] = [randomUUID(), randomUUID()];
	const slug = `held-${id.slice(0, 8)}`;
	const name = 'Autumn Sprint';
	await sql`
		insert into contests (id, slug, name, starts_at, ends_at, published_at, final_at, held_for_reveal, draw_seed,
			board_version, board_moment, rescore_needed)
		values (${id}, ${slug}, ${name}, now() - interval '30 days', now() - interval '3 days',
			now() - interval '30 days', now() - interval '1 hour', true, 'seed', 1, 'final frozen', false)`;
	const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
	const rules = {
		...{ startsAt: at(30), endsAt: at(3), freezeAt: at(5), timeZone: 'Europe/Stockholm' },
		metrics: { click: { points: 1 } },
		...{ settleHours: 0, teams: 'sum' },
	};
	await sql`insert into contest_rules (contest_id, version, rules) values (${id}, 1, ${sql.json(rules)})`;
	const people = await sql<{ personId: string; name: string }[]>`
		select s.person_id as "personId", p.name from standings s join people p on p.id = s.person_id
		where s.contest_id = (select id from contests where starts_at <= now() and ends_at > now() order by ends_at limit 1)
			and s.listed order by s.points desc, p.name limit ${PEOPLE}`;
	for (const [i, { personId }] of people.entries()) {
		const frozen = 2_000 - i * 100;
		const final = frozen + (GAINS[i + 1] ?? 0);
		await sql`
			insert into standings (contest_id, person_id, version, listed, points, clicks, engagement, conversions, reached_at,
				public_listed, public_points, public_clicks, public_engagement, public_conversions, public_reached_at)
			values (${id}, ${personId}, 1, true, ${final}, ${final}, 0, 0, now() - interval '4 days',
				true, ${frozen}, ${frozen}, 0, 0, now() - interval '6 days')`;
	}
	const [winner, drawn] = [people[5]!, people[10]!];
	const hash = '0'.repeat(64);
	await sql`
		insert into contest_results (id, contest_id, number, document, sha256, facts_digest, facts, replay_sha256, replay_bytes,
			people) values (${resultId}, ${id}, 1, '{}', ${hash}, ${hash}, 0, ${hash}, 0, '[]')`;
	for (const [position, prize] of [
		{ kind: 'place', name: 'A day off', person: winner, place: 1 },
		{ kind: 'draw', name: 'A backpack', person: drawn, place: 1 },
	].entries()) {
		const prizeId = randomUUID();
		const place = prize.kind === 'place' ? 1 : null;
		await sql`
			insert into prizes (id, contest_id, position, kind, name, value, currency, from_place, to_place, min_points, winners)
			values (${prizeId}, ${id}, ${position + 1}, ${prize.kind}, ${prize.name}, 120, 'EUR', ${place}, ${place},
				${place ? null : 1}, ${place ? null : 1})`;
		await sql`
			insert into prize_awards (id, contest_id, prize_id, result_id, person_id, slot, place)
			values (${randomUUID()}, ${id}, ${prizeId}, ${resultId}, ${prize.person.personId}, 1, ${prize.place})`;
	}
	return { slug, name, winner: winner.name, last: people.at(-1)!.name };
}
