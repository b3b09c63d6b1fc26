import { seedCompany } from '#lib/server/demo/company.ts';
import { createPost } from '#lib/server/posts/create.ts';
import { startServer } from '#tests/support/server.ts';
import { pino } from 'pino';
import { aBenchDatabase, vacuum, type BenchDatabase } from './live-database.ts';
import { median, percentile, type Bench, type Figure } from './measure.ts';
import { signIn } from './sign-in.ts';

const STORIES = 500;
const WARM_UPS = 20;
const REQUESTS = 200;
const BAR_MS = 200;
/** What people ask the board for, in turns. */
const ASKED = [
	'/stories?category=&topic=&aim=all&language=&when=all',
	'/stories?category=&topic=&aim=all&language=&when=all&page=9',
	'/stories?category=&topic=&aim=all&language=&when=all&q=customer',
	'/stories?category=Company&topic=&aim=all&language=&when=new',
	'/stories?category=&topic=&aim=followed&language=sv&when=all',
];

/** The demo company with its facts, and stories until there are five hundred. */
async function seed({ connections }: BenchDatabase): Promise<void> {
	await seedCompany(connections, new Date());
	const ctx = {
		db: connections.db,
		actor: { kind: 'system', name: 'bench' } as const,
		now: new Date(),
		log: pino({ level: 'silent' }),
	};
	for (let n = 40; n < STORIES; n++) {
		const publishedAt = new Date(ctx.now.getTime() - n * 3_600_000).toISOString();
		const title = `Story ${n} about customers, ovens and everything in between`;
		const input = { title, url: `https://www.example.com/${n}`, publishedAt };
		const more = { topics: [`Topic ${n % 20}`], category: n % 2 ? 'Company' : 'Industry' };
		const copy = [{ network: 'x', language: n % 3 ? 'sv' : 'it', text: title }];
		await createPost({ ctx, input: { ...input, ...more, copy } });
	}
	await vacuum(connections);
}

/** How long the server takes for a page of the board of 500 stories, through HTTP, one reader at a time. */
export const stories: Bench = {
	name: 'stories',
	async run(say): Promise<Figure[]> {
		const database = await aBenchDatabase();
		try {
			await seed(database);
			say(`${STORIES} stories with the demo company's facts`);
			const { url: databaseUrl, dataDir } = database;
			const server = await startServer({ databaseUrl, dataDir });
			try {
				const cookie = await signIn(server.url);
				const times: number[] = [];
				for (let n = 0; n < WARM_UPS + REQUESTS; n++) {
					const started = performance.now();
					const path = ASKED[n % ASKED.length]!;
					const answer = await fetch(server.url + path, { headers: { cookie } });
					await answer.arrayBuffer();
					if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
					if (n >= WARM_UPS) times.push(performance.now() - started);
				}
				const p95 = percentile(times, 0.95);
				say(`median ${median(times).toFixed(0)} ms`);
				return [
					{
						measure: `the board of ${STORIES} stories, from the server, p95`,
						bar: `≤ ${BAR_MS} ms`,
						figure: `${p95.toFixed(0)} ms (median ${median(times).toFixed(0)})`,
						reached: p95 <= BAR_MS,
					},
				];
			} finally {
				await server.stop();
			}
		} finally {
			await database.stop();
		}
	},
};
