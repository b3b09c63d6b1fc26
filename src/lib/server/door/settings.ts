import type { Sql } from 'postgres';
import { networksOf, type Networks } from './address.ts';

/** What the door knows of the program, as the snapshot keeps it. Instants in milliseconds since 1970. */
export type StoredSettings = {
	programSlug: string;
	dedupeHours: number;
	internalNetworks: string[];
	contests: { slug: string; startsAt: number; endsAt: number }[];
};

export type Settings = {
	stored: StoredSettings;
	windowMs: number;
	networks: Networks;
	/** utm_campaign at an instant: the slug of the running contest that started last, else the program's. */
	campaignAt(at: number): string;
};

const HOUR_MS = 3_600_000;

/** Before the program is set up: no campaign, the usual window, no networks. */
export const NO_SETTINGS: StoredSettings = {
	programSlug: '',
	dedupeHours: 24,
	internalNetworks: [],
	contests: [],
};

/** Makes the settings ready for the hot path: the campaign is looked for only when one begins or ends. */
export function settingsOf(stored: StoredSettings): Settings {
	const newestFirst = stored.contests.toSorted((a, b) => b.startsAt - a.startsAt);
	const edges = newestFirst.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]);
	let campaign = '';
	let [from, until] = [Infinity, -Infinity];
	return {
		stored,
		windowMs: stored.dedupeHours * HOUR_MS,
		networks: networksOf(stored.internalNetworks),
		campaignAt(at) {
			if (at < from || at >= until) {
				from = Math.max(-Infinity, ...edges.filter((edge) => edge <= at));
				until = Math.min(Infinity, ...edges.filter((edge) => edge > at));
				campaign =
					newestFirst.find(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)?.slug ??
					stored.programSlug;
			}
			return campaign;
		},
	};
}

/** Reads what the door needs of the program and the contests that are not over. Throws when the database is away. */
export async function readSettings(sql: Sql): Promise<StoredSettings> {
	const [program] = await sql<
		{ slug: string; dedupe_hours: number; internal_networks: string[] }[]
	>`select slug, dedupe_hours, internal_networks from program where id = 1`;
	const contests = await sql<{ slug: string; starts_at: Date; ends_at: Date }[]>`
		select slug, starts_at, ends_at from contests
		where published_at is not null and cancelled_at is null and final_at is null and ends_at > now()`;
	return {
		programSlug: program?.slug ?? NO_SETTINGS.programSlug,
		dedupeHours: program?.dedupe_hours ?? NO_SETTINGS.dedupeHours,
		internalNetworks: program?.internal_networks ?? NO_SETTINGS.internalNetworks,
		contests: contests.map((row) => ({
			slug: row.slug,
			startsAt: row.starts_at.getTime(),
			endsAt: row.ends_at.getTime(),
		})),
	};
}
