import type { z } from 'zod';
import type { SceneKey } from './keys.ts';

/** A setting as a form asks for it; what judges it is the scene's schema. Its label is `scenes_field_<name>`. */
export type SceneField =
	| { name: string; kind: 'number'; min: number; max: number }
	/** Each option's label is `scenes_option_<option>`. */
	| { name: string; kind: 'choice'; options: readonly string[] }
	| { name: string; kind: 'text'; max: number; lines: number }
	/** A date and time of the display's zone, such as 2026-12-24T15:00. */
	| { name: string; kind: 'moment' }
	/** Of the web: http or https. */
	| { name: string; kind: 'address'; max: number }
	/** The id of a picture that the portal keeps. */
	| { name: string; kind: 'picture' };

/** What a display can show: one file each, one line in the registry. */
export type Scene<Settings extends z.ZodObject = z.ZodObject> = {
	key: SceneKey;
	/** How long it stands unless its playlist says otherwise. */
	seconds: number;
	/** Whether it is about a contest: a display that has none leaves it out. */
	needsContest: boolean;
	/** Every setting has a default, or may be missing; unknown ones are refused. */
	settings: Settings;
	/** In the order in which a form asks. */
	fields: readonly SceneField[];
};

export type SettingsOf<S> = S extends { settings: infer Schema extends z.ZodType }
	? z.output<Schema>
	: never;
