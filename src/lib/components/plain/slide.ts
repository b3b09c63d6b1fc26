import type { PlainMoment } from '#lib/domain/displays/plain-page.ts';
import type { SceneContent, ShownPicture } from '#lib/domain/displays/content.ts';
import { countdown, type Screen } from '#lib/domain/displays/screen.ts';
import { shownNetwork } from '#lib/components/network-name.ts';
import { m } from '#lib/paraglide/messages.js';
import { aboutAward, AWARDS_TITLES } from '../display/award-words.ts';
import { sinceDays, sinceTime } from '../display/since.ts';
import { aboutPrize, prizeFor, prizeWinners, prizeWorth } from '../display/prize-words.ts';
import { aboutFigures, teamPoints } from '../display/team-words.ts';
import { moment, monthName, number } from '../format.ts';

export type SlideRow = {
	place: string;
	name: string;
	about: string;
	value: string;
	first: boolean;
	/** Of a reveal: the place is still open. */
	open?: boolean;
	/** What is told just now is about it. */
	marked?: boolean;
};

/** A scene reduced to what any engine can draw: a title, lines of a table, paragraphs, a figure, a picture. */
export type Slide = {
	about: string;
	title: string;
	rows: SlideRow[];
	lines: string[];
	/** One number that is the scene, very large. */
	figure: string | null;
	picture: ShownPicture | null;
	qr: { size: number; d: string } | null;
	/** The lines stand beside the table. */
	beside?: boolean;
	/** The lines stand below the picture, not beside it. */
	caption?: boolean;
};

/** For whom a slide is made. `now` in milliseconds, `zone` IANA. */
export type SlideFor = {
	host: string;
	zone: string;
	now: number;
	screen: Pick<Screen, 'contest' | 'board'> | null;
};

type Placed = {
	rank: number | null;
	person: { name: string; team: string; office: string | null };
};

/** Who somebody is beside their name. */
export const teamAndOffice = ({ team, office }: Placed['person']) =>
	[team, office].filter(Boolean).join(' · ');

const row = ({ rank, person }: Placed, value: number): SlideRow => ({
	place: rank === null ? '–' : String(rank),
	name: person.name,
	about: teamAndOffice(person),
	value: number(value),
	first: rank === 1,
});

/** The time left in words, such as "9 days 4 hours 37 min". */
function left(until: string, now: number): string {
	const words = {
		days: (value: number) => m.tv_days({ value }),
		hours: (value: number) => m.tv_hours({ value }),
		minutes: () => m.tv_minutes(),
		seconds: () => m.tv_seconds(),
	};
	return countdown(Date.parse(until) - now)
		.map(({ unit, value }) => `${value} ${words[unit](value)}`)
		.join(' ');
}

/** What phase the table is in, and what is said instead of it or about it. */
function stateOf(board: Screen['board'], { screen }: SlideFor) {
	const starts = screen ? moment(screen.contest.startsAt, screen.contest.timeZone) : '';
	const empty = board.rows.length === 0 ? m.tv_empty_title() : '';
	switch (board.phase) {
		case 'draft':
		case 'scheduled':
			return { about: m.tv_scheduled(), open: false, line: m.tv_scheduled_text({ when: starts }) };
		case 'cancelled':
			return { about: m.tv_cancelled(), open: false, line: m.tv_cancelled_text() };
		case 'frozen':
			return { about: m.tv_frozen(), open: true, line: m.tv_frozen_note() };
		case 'settling':
			return { about: m.tv_settling(), open: true, line: empty };
		case 'final':
			return board.frozen
				? { about: m.reveal_tv_waiting(), open: true, line: m.reveal_tv_waiting_note() }
				: { about: m.tv_final(), open: true, line: empty };
		case 'running':
			return { about: m.tv_live(), open: true, line: empty };
	}
}

function clockSlide({ zone, now, host }: SlideFor): Partial<Slide> {
	const format = (options: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(now);
	return {
		title: format({ weekday: 'long', day: 'numeric', month: 'long' }),
		figure: format({ hour: '2-digit', minute: '2-digit' }),
		lines: [host],
	};
}

function parts(content: SceneContent, to: SlideFor): Partial<Slide> {
	const contest = to.screen?.contest.name ?? to.host;
	switch (content.scene) {
		case 'board': {
			const { of, top, rows } = content.shown;
			const shown = of === null ? (to.screen?.board.rows ?? []) : rows;
			const state = to.screen && stateOf(to.screen.board, to);
			return {
				title: of ?? contest,
				...(of === null && state ? { about: state.about } : {}),
				rows: state?.open ? shown.slice(0, top).map((each) => row(each, each.points)) : [],
				lines: state?.line ? [state.line] : [],
			};
		}
		case 'teams':
			return {
				about: aboutFigures(contest, teamPoints(content.shown.counts)),
				title: m.scenes_teams_title(),
				rows: content.shown.teams.map(({ rank, team, points, members }) => ({
					place: String(rank),
					name: team,
					about: m.scenes_members({ count: members }),
					value: number(Number(points)),
					first: rank === 1,
				})),
			};
		case 'podium':
			return {
				title: content.shown.won ? m.scenes_podium_won() : m.scenes_podium_title(),
				rows: content.shown.rows.map((each) => row(each, each.points)),
			};
		case 'month':
			return {
				about: m.scenes_month_about(),
				title: m.scenes_month_title({ month: monthName(content.shown.month) }),
				rows: content.shown.rows.map((each) => row(each, each.clicks)),
			};
		case 'awards':
			return {
				about: m.scenes_awards_about(),
				title: AWARDS_TITLES[content.shown.what](),
				rows: content.shown.entries.map((entry) => ({
					...{ place: '', name: entry.person.name, about: aboutAward(entry) },
					...{ value: sinceDays(entry.at, to.now), first: false },
				})),
			};
		case 'post': {
			const { title, person, network, sharedAt, clicks } = content.shown;
			return {
				about: m.tv_post(),
				title,
				figure: `${number(clicks)} ${m.tv_clicks({ count: clicks })}`,
				lines: [`${person.name} · ${shownNetwork(network)} · ${sinceDays(sharedAt, to.now)}`],
			};
		}
		case 'showcase': {
			const { month, posts } = content.shown;
			const best = m.showcase_best_of({ month: monthName(month) });
			const [only] = posts;
			// One that stands alone has room for what is said of it.
			if (only && posts.length === 1) {
				const lines = [only.comment, only.person.name].filter(Boolean);
				return { about: best, title: only.title, lines };
			}
			return {
				about: m.showcase_title(),
				title: best,
				rows: posts.map(({ place, title, person }) => ({
					...{ place: String(place), name: title, about: person.name, value: '' },
					first: place === 1,
				})),
			};
		}
		case 'countdown': {
			const titles = { start: m.show_starts_in, end: m.show_ends_in, moment: m.show_countdown };
			const { until, title } = content.shown;
			return { about: titles[content.shown.to](), title, figure: left(until, to.now) };
		}
		case 'prizes':
			return {
				title: content.shown.won ? m.tv_winners() : m.scenes_prizes_title(),
				rows: content.shown.prizes.slice(0, 8).map((prize) => {
					const winners = content.shown.won ? prizeWinners(prize, content.shown.rows) : '';
					return {
						place: '',
						name: winners || prizeFor(prize),
						about: winners ? prizeFor(prize) : aboutPrize(prize),
						value: prizeWorth(prize),
						first: false,
					};
				}),
			};
		case 'join':
			return {
				about: m.scenes_join(),
				title: m.scenes_join_title(),
				lines: [
					m.scenes_join_step_1({ host: content.shown.host }),
					m.tv_join_step_2(),
					m.tv_join_step_3(),
				].map((step, index) => `${index + 1}. ${step}`),
				qr: content.shown.qr,
			};
		case 'goal': {
			const { title, goal, reached, target } = content.shown;
			const unit = { clicks: m.tv_clicks, points: m.tv_points, conversions: m.tv_conversions };
			const words = { target: number(target), unit: unit[goal]({ count: target }) };
			const of = m.scenes_goal_of(words);
			const missing = { count: number(target - reached), unit: words.unit };
			const rest = reached < target ? m.scenes_goal_left(missing) : m.scenes_goal_reached();
			return { title: title || m.scenes_goal_title(), figure: number(reached), lines: [of, rest] };
		}
		case 'words':
			return {
				about: '',
				title: content.shown.title,
				lines: content.shown.text ? content.shown.text.split('\n') : [],
				picture: content.shown.picture,
			};
		case 'picture':
			return { about: '', title: content.shown.title, picture: content.shown.picture };
		case 'web': {
			const { title, picture, asOf } = content.shown;
			const lines = asOf
				? [m.scenes_web_as_of({ when: sinceTime(Date.parse(asOf), to.now, to.zone) })]
				: [];
			return { about: '', title, picture, lines, caption: true };
		}
		case 'clock':
			return clockSlide(to);
	}
}

const EMPTY = { title: '', rows: [], lines: [], figure: null, picture: null, qr: null };

/** A scene as any engine can draw it; null is the clock, which stands when nothing else is due. */
export function slideOf(content: SceneContent | null, to: SlideFor): Slide {
	return {
		about: to.screen?.contest.name ?? to.host,
		...EMPTY,
		...parts(content ?? { scene: 'clock', shown: {} }, to),
	};
}

/** What a contest shows for a moment, as any engine can draw it. */
export function momentSlide(moment: PlainMoment, { screen, host, now }: SlideFor): Slide {
	const contest = screen?.contest.name ?? host;
	if (moment === 'start')
		return { ...EMPTY, about: m.show_start(), title: contest, lines: [m.show_start_text()] };
	const leader = screen?.board.rows[0];
	if (moment === 'leader' && leader) {
		const points = m.tv_points({ count: leader.points });
		return {
			...{ ...EMPTY, about: m.show_leader(), title: leader.person.name },
			...{ figure: `${number(leader.points)} ${points}`, lines: [teamAndOffice(leader.person)] },
		};
	}
	return {
		...{ ...EMPTY, about: contest, figure: screen ? left(screen.contest.endsAt, now) : null },
		title: moment === 'lastHour' ? m.show_last_hour() : m.show_last_minute(),
	};
}
