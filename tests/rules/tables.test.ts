import { expect, test } from 'vitest';
import ts from 'typescript';
import { filesIn, lineOf, read, type Source } from './sources.ts';

/** Who may write a table; the folders are nouns of src/lib/server. Reading, joins too, is open to all of the server. */
const WRITERS: Record<string, readonly string[]> = {
	credentials: ['auth'],
	sessions: ['auth'],
	sign_in_throttles: ['auth'],
	api_tokens: ['api'],
	people: ['people'],
	teams: ['people'],
	offices: ['people'],
	groups: ['people'],
	person_groups: ['people'],
	appearances: ['people'],
	pseudonyms: ['people'],
	profiles: ['people'],
	directory_entries: ['people'],
	directory_state: ['people'],
	recognitions: ['recognition'],
	nominations: ['recognition'],
	nomination_votes: ['recognition'],
	ambassadors: ['recognition'],
	showcase_settings: ['showcase'],
	showcase_editions: ['showcase'],
	showcase_entries: ['showcase'],
	showcase_authors: ['showcase'],
	showcase_scans: ['showcase'],
	showcase_readers: ['showcase'],
	showcase_letters: ['showcase'],
	categories: ['posts'],
	posts: ['posts'],
	post_teams: ['posts'],
	post_copies: ['posts'],
	post_offices: ['posts'],
	post_topics: ['posts'],
	topics: ['posts'],
	person_topics: ['posts'],
	story_readers: ['posts'],
	feeds: ['feeds'],
	feed_items: ['feeds'],
	links: ['links'],
	sharing_policy: ['sharing'],
	share_drafts: ['sharing'],
	shares: ['sharing'],
	share_reminders: ['sharing'],
	share_settings: ['sharing'],
	contests: ['contests', 'scoring', 'results', 'reveals'],
	contest_rules: ['contests'],
	contest_drafts: ['contests'],
	contest_moments: ['contests'],
	contest_results: ['results'],
	contest_result_files: ['results'],
	contest_reveals: ['reveals'],
	kept_lots: ['prizes'],
	prize_awards: ['prizes'],
	pictures: ['pictures'],
	integrity_flags: ['integrity'],
	disputes: ['integrity'],
	adjustment_requests: ['adjustments'],
	notices: ['notices'],
	imports: ['imports'],
	import_pieces: ['imports'],
	import_refusals: ['imports'],
	import_progress: ['imports'],
	import_mappings: ['imports'],
	import_made: ['imports'],
	hook_sources: ['hooks'],
	hook_secrets: ['hooks'],
	hook_messages: ['hooks'],
	guideline_versions: ['learning'],
	guideline_acceptances: ['learning'],
	disclosure_pledges: ['learning'],
	lesson_texts: ['learning'],
	lesson_passes: ['learning'],
	certificates: ['learning'],
	checklist_marks: ['checklists'],
	proposals: ['proposals'],
	proposal_votes: ['proposals'],
	webhooks: ['webhooks'],
	webhook_secrets: ['webhooks'],
	webhook_messages: ['webhooks'],
	webhook_deliveries: ['webhooks'],
	webhook_attempts: ['webhooks'],
	webhook_leaders: ['webhooks'],
	badge_awards: ['badges'],
	badge_settings: ['badges'],
	badge_policy: ['badges'],
	own_badges: ['badges'],
	// Scoring hands on whose facts changed, in the statement that takes the marks.
	badge_touches: ['badges', 'scoring'],
	badge_passes: ['badges'],
	badge_titles: ['badges'],
	work_weeks: ['badges'],
	badge_signatures: ['badges'],
	credential_keys: ['badges'],
	badge_credentials: ['badges'],
	prizes: ['contests', 'prizes'],
	day_scores: ['scoring'],
	standings: ['scoring'],
	// The door's batch is one statement with its marks.
	marks: ['scoring', 'clicks'],
	clicks: ['clicks', 'door'],
	visits: ['clicks', 'door'],
	visitor_salts: ['clicks', 'door'],
	readings: ['readings'],
	staged_readings: ['readings'],
	conversions: ['conversions'],
	conversion_kinds: ['conversions'],
	beacon_sightings: ['conversions'],
	reading_reports: ['readings'],
	reading_screenshots: ['readings'],
	adjustments: ['adjustments'],
	voids: ['voids'],
	program: ['programs', 'auth'],
	displays: ['displays'],
	display_pairings: ['displays'],
	display_tokens: ['displays'],
	display_takeovers: ['displays'],
	display_hosts: ['displays'],
	playlists: ['displays'],
	web_pictures: ['displays'],
	audit_entries: ['audit'],
};

/** The demo company is poured in whole, before anybody uses the portal. */
const POURS_IN = ['demo'];

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Tables by the name of their constant. */
const tables = new Map<string, string>();
for (const path of filesIn('src/lib/server/db/schema/*.ts')) {
	for (const [, constant, table] of read(path).text.matchAll(
		/export const (\w+) = pgTable\(\s*'(\w+)'/g,
	)) {
		tables.set(constant ?? '', table ?? '');
	}
}

function writes(source: Source): { table: string; line: number }[] {
	const { code } = source;
	const found: { table: string; line: number }[] = [];
	const visit = (node: ts.Node): void => {
		if (
			ts.isCallExpression(node) &&
			ts.isPropertyAccessExpression(node.expression) &&
			/^(insert|update|delete)$/.test(node.expression.name.text)
		) {
			const [argument] = node.arguments;
			const table = argument && tables.get(resolved(argument, source));
			if (table) found.push({ table, line: lineOf(code, node) });
		}
		if (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
			for (const [, table] of node
				.getText(code)
				.matchAll(/\b(?:insert\s+into|delete\s+from|(?<!do )(?<!for )update)\s+(?!set\b)(\w+)/gi)) {
				if (table && [...tables.values()].includes(table)) {
					found.push({ table, line: lineOf(code, node) });
				}
			}
		}
		ts.forEachChild(node, visit);
	};
	visit(code);
	return found;
}

/** The schema's constant behind an argument: itself, or what a local constant stands for. */
function resolved(argument: ts.Expression, { code, text }: Source): string {
	const name = argument.getText(code);
	return tables.has(name) ? name : (new RegExp(`const ${name} = (\\w+);`).exec(text)?.[1] ?? name);
}

test('every table of the schema has its writers', () => {
	expect([...tables.values()].sort()).toEqual(Object.keys(WRITERS).sort());
	for (const [constant, table] of tables) expect(snake(constant)).toBe(table);
});

test('a verb changes its own noun’s tables and calls another noun’s verb for the rest', () => {
	const strays = filesIn('src/lib/server/*/**/*.ts')
		.filter((path) => !path.endsWith('.test.ts') && !path.startsWith('src/lib/server/db/'))
		.flatMap((path) => {
			const noun = path.split('/')[3] ?? '';
			if (POURS_IN.includes(noun)) return [];
			return writes(read(path))
				.filter(({ table }) => !WRITERS[table]?.includes(noun))
				.map(
					({ table, line }) =>
						`${path}:${line} writes ${table}, which belongs to ${WRITERS[table]}`,
				);
		});
	expect(strays).toEqual([]);
});

test('routes, pages and the domain write no SQL', () => {
	const strays = filesIn(
		'src/{routes,cli}/**/*.{ts,svelte}',
		'src/lib/{domain,components,live}/**/*.{ts,svelte}',
	)
		.filter((path) => !path.endsWith('.test.ts'))
		.filter((path) => writes(read(path)).length > 0 || /\bsql`/.test(read(path).text));
	expect(strays).toEqual([]);
});
