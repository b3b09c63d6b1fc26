import type { SceneKey } from '#lib/domain/displays/scenes/keys.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a scene is called. */
export const SCENE_NAMES: Record<SceneKey, () => string> = {
	board: m.scenes_board,
	teams: m.scenes_teams,
	podium: m.scenes_podium,
	post: m.scenes_post,
	month: m.scenes_month,
	showcase: m.scenes_showcase,
	awards: m.scenes_awards,
	countdown: m.scenes_countdown,
	prizes: m.scenes_prizes,
	join: m.scenes_join,
	goal: m.scenes_goal,
	words: m.scenes_words,
	picture: m.scenes_picture,
	web: m.scenes_web,
	clock: m.scenes_clock,
};

/** What a setting of a scene is called, by the field's name. */
export const FIELD_NAMES: Readonly<Record<string, () => string>> = {
	of: m.scenes_field_of,
	name: m.scenes_field_name,
	what: m.scenes_field_what,
	top: m.scenes_field_top,
	month: m.scenes_field_month,
	posts: m.scenes_field_posts,
	title: m.scenes_field_title,
	address: m.scenes_field_address,
	minutes: m.scenes_field_minutes,
	at: m.scenes_field_at,
	goal: m.scenes_field_goal,
	target: m.scenes_field_target,
	text: m.scenes_field_text,
	picture: m.scenes_field_picture,
};

/** What a choice of a setting is called, by the option. */
export const OPTION_NAMES: Readonly<Record<string, () => string>> = {
	everyone: m.scenes_option_everyone,
	office: m.scenes_option_office,
	team: m.scenes_option_team,
	bracket: m.scenes_option_bracket,
	this: m.scenes_option_this,
	last: m.scenes_option_last,
	five: m.scenes_option_five,
	best: m.scenes_option_best,
	both: m.scenes_option_both,
	badges: m.scenes_option_badges,
	thanks: m.scenes_option_thanks,
	clicks: m.scenes_option_clicks,
	points: m.scenes_option_points,
	conversions: m.scenes_option_conversions,
};
