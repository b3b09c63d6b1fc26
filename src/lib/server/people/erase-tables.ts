import { sql, type SQL } from 'drizzle-orm';

/** What an erasure does with a table's rows about somebody, whose own id is `me`, at `now`. */
type Decision = {
	/** Which of them go. */
	gone?: (me: SQL) => SQL;
	/** What those that stay lose. */
	set?: (me: SQL, now: SQL) => SQL;
	/** Which ones that are; with `set`. */
	where?: (me: SQL) => SQL;
	/** Why they stay as they are. Their texts are gone through all the same (erase-texts.ts), but for those only added. */
	stays?: string;
};

const goneOf = (...columns: string[]): Decision => ({
	gone: (me) =>
		sql.join(
			columns.map((column) => sql`${sql.identifier(column)} = ${me}`),
			sql` or `,
		),
});
const stays = (why: string): Decision => ({ stays: why });
const linksOf = (me: SQL) => sql`select id from links where person_id = ${me}`;

const peopleFiles = sql`select id from imports
	where kind = 'people' and state not in ('waiting', 'running') and swept_at is null`;

const FACT = 'Only added: a fact names a link and an own id, and every result is counted from it.';
const DECIDED = 'Only own ids of who did it; the name is joined when it is read.';
const NOBODY = 'Names nobody.';

/**
 * Every table, with what becomes of somebody who is erased; a test holds that none is missing. It is one list and not a verb in
 * each noun, because it is read as one: by whoever answers for it, and by whoever adds a table. Deleted in this order.
 */
export const ERASURE: Readonly<Record<string, Decision>> = {
	credentials: goneOf('person_id'),
	sessions: stays('The verb ends them, so that every process hears of it.'),
	sign_in_throttles: stays('A keyed hash of the address, for 24 hours.'),
	api_tokens: stays('Programs go on; the answer says how many are theirs to look through.'),

	people: stays('The verb writes it: without name, address, title and face, and shut out.'),
	teams: stays(NOBODY),
	offices: stays(NOBODY),
	groups: stays(NOBODY),
	person_groups: stays('Decides who competes, in contests that run as well; says nothing of whom.'),
	appearances: {
		// A row that stood under a pseudonym would else stand there with its team, and say whose the pseudonym was.
		set: (_, now) => sql`shown = 'hidden', updated_at = ${now}`,
		where: (me) => sql`person_id = ${me} and shown <> 'name'`,
	},
	pseudonyms: {
		set: () =>
			sql`name = 'erased-' || encode(sha256(convert_to(hidden_key, 'UTF8')), 'hex'),
				key = 'alias-' || encode(sha256(convert_to(name || hidden_key, 'UTF8')), 'hex')`,
		where: (me) => sql`person_id = ${me}`,
	},
	profiles: goneOf('person_id'),
	directory_entries: stays('The verb writes them anew, from what is left.'),
	directory_state: stays(NOBODY),

	categories: stays(NOBODY),
	topics: stays(NOBODY),
	posts: stays(DECIDED),
	post_teams: stays(NOBODY),
	post_offices: stays(NOBODY),
	post_topics: stays(NOBODY),
	post_copies: stays(NOBODY),
	person_topics: goneOf('person_id'),
	story_readers: goneOf('person_id'),
	links: stays('The web is full of them: they go on leading to their stories.'),
	sharing_policy: stays(NOBODY),
	share_drafts: goneOf('person_id'),
	share_reminders: goneOf('person_id'),
	share_settings: goneOf('person_id'),
	shares: {
		// The address of a post holds the writer's account on the network, and the sketch is of their words.
		set: () => sql`address = null, address_at = null, sketch = null`,
		where: (me) => sql`link_id in (${linksOf(me)}) and (address is not null or sketch is not null)`,
	},
	feeds: stays(DECIDED),
	feed_items: stays(DECIDED),
	proposals: goneOf('person_id'),
	proposal_votes: goneOf('person_id'),

	recognitions: goneOf('from_person', 'to_person'),
	ambassadors: {
		set: () => sql`reason = ''`,
		where: (me) => sql`reason <> '' and (person_id = ${me} or exists (
			select from nominations n where n.month = ambassadors.month
				and n.person_id = ambassadors.person_id and n.nominated_by = ${me}))`,
	},
	nomination_votes: goneOf('voter_id'),
	nominations: {
		...goneOf('person_id'),
		set: () => sql`reason = ''`,
		where: (me) => sql`nominated_by = ${me} and reason <> ''`,
	},

	contests: stays(DECIDED),
	contest_rules: stays(DECIDED),
	contest_drafts: stays(DECIDED),
	contest_moments: stays(NOBODY),
	prizes: stays(NOBODY),
	day_scores: stays('Counts of an own id.'),
	standings: stays('Counts of an own id.'),
	marks: stays('Own ids, for seconds.'),
	contest_results: stays('Only names may change there: results/erase.ts.'),
	contest_result_files: stays('Only added: names nobody (docs/replay.md).'),
	contest_reveals: stays(DECIDED),
	kept_lots: stays('What a draw is done again by, of an own id.'),
	prize_awards: {
		// Whether there is a note tells a prize that was refused from one that was taken back.
		set: () => sql`delivery = null, note = case when note is not null then '' end`,
		where: (me) => sql`person_id = ${me} and (delivery is not null or note <> '')`,
	},
	clicks: stays(FACT),
	visits: stays('A keyed hash of a visitor, for a day or two.'),
	visitor_salts: stays(NOBODY),
	readings: stays(FACT),
	staged_readings: stays(NOBODY),
	conversions: stays(FACT),
	conversion_kinds: stays(NOBODY),
	beacon_sightings: stays(NOBODY),
	adjustments: stays(FACT),
	voids: stays(FACT),
	integrity_flags: stays('Counts, spans and own ids.'),
	disputes: {
		set: () => sql`text = '', answer = null`,
		where: (me) => sql`person_id = ${me} and (text <> '' or answer is not null)`,
	},
	adjustment_requests: stays('An owner’s reason, like that of the adjustment that it became.'),
	reading_screenshots: {
		gone: (me) => sql`report_id in (select id from reading_reports where person_id = ${me})`,
	},
	reading_reports: {
		set: (_, now) => sql`reason = null,
			decided_at = case when state = 'open' then ${now} else decided_at end,
			state = case when state = 'open' then 'withdrawn' else state end`,
		where: (me) => sql`person_id = ${me} and (reason is not null or state = 'open')`,
	},

	guideline_versions: stays('Only added: the company’s own texts.'),
	guideline_acceptances: stays('Only added: decides who was ranked.'),
	disclosure_pledges: stays('Only added: decides who was ranked.'),
	certificates: stays('Only added: decides who was ranked.'),
	lesson_texts: stays(DECIDED),
	lesson_passes: goneOf('person_id'),
	checklist_marks: goneOf('person_id'),
	notices: goneOf('person_id'),

	badge_credentials: {
		// The list of revocations goes on naming it, by an id that says nothing.
		set: (_, now) =>
			sql`jwt = '', revoked_at = coalesce(revoked_at, ${now}), revoked_why = coalesce(revoked_why, 'person')`,
		where: (me) => sql`person_id = ${me} and jwt <> ''`,
	},
	badge_awards: {
		set: () => sql`given_reason = null`,
		where: (me) => sql`(person_id = ${me} or given_by = ${me}) and given_reason is not null`,
	},
	badge_settings: stays(NOBODY),
	badge_policy: stays(NOBODY),
	own_badges: stays(DECIDED),
	badge_touches: stays('Own ids, for seconds.'),
	badge_passes: stays(NOBODY),
	badge_titles: stays('An own id and a month.'),
	work_weeks: goneOf('person_id'),
	badge_signatures: goneOf('person_id'),
	credential_keys: stays(NOBODY),

	showcase_settings: stays(NOBODY),
	showcase_editions: stays(DECIDED),
	showcase_entries: {
		set: (_, now) => sql`answer = 'no', answered_at = ${now}, comment = '', reason = ''`,
		where: (me) => sql`person_id = ${me}`,
	},
	showcase_authors: goneOf('person_id'),
	showcase_scans: stays(NOBODY),
	showcase_readers: goneOf('person_id'),
	showcase_letters: goneOf('person_id'),

	playlists: stays(DECIDED),
	displays: stays(DECIDED),
	display_pairings: stays(DECIDED),
	display_tokens: stays(NOBODY),
	display_takeovers: stays(DECIDED),
	display_hosts: goneOf('person_id'),
	web_pictures: stays(NOBODY),
	pictures: stays('Of stories, prizes and screens; what nothing names goes after 7 days.'),

	// Files of people: as the sweep does with them after 30 days.
	import_pieces: { gone: () => sql`import_id in (${peopleFiles})` },
	import_refusals: { gone: () => sql`import_id in (${peopleFiles})` },
	imports: {
		set: (_, now) => sql`swept_at = ${now},
			state = case when state in ('uploading', 'mapping') then 'cancelled' else state end`,
		where: () => sql`id in (${peopleFiles})`,
	},
	import_progress: stays(NOBODY),
	import_mappings: stays(NOBODY),
	import_made: stays('Own ids.'),
	hook_sources: stays(DECIDED),
	hook_secrets: stays(NOBODY),
	hook_messages: stays(NOBODY),
	webhooks: stays(DECIDED),
	webhook_secrets: stays(NOBODY),
	// What was signed is not changed: the verb empties whole messages, as the sweep does after 30 days.
	webhook_messages: stays('Emptied by the verb where they tell of the person.'),
	webhook_deliveries: stays('Deleted by the verb with what they were to deliver.'),
	webhook_attempts: stays(NOBODY),
	webhook_leaders: stays('An own id.'),
	program: stays(NOBODY),
	audit_entries: stays('Only added, and chained: own ids and external ids, never a name.'),
};
