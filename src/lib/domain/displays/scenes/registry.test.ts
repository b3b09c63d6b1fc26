import { describe, expect, it } from 'vitest';
import { firstItems, itemSchema, itemsSchema, MOST_ITEMS } from '../item.ts';
import { SCENE_KEYS, SECONDS } from './keys.ts';
import { SCENES } from './registry.ts';

const item = { id: 'one', scene: 'clock' };
const problems = (given: unknown) =>
	itemSchema.safeParse(given).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('every scene', () => {
	it.each(SCENE_KEYS)('%s carries its own key and stands long enough to be read', (key) => {
		const scene = SCENES[key];
		expect(scene.key).toBe(key);
		expect(scene.seconds).toBeGreaterThanOrEqual(SECONDS.least);
		expect(scene.seconds).toBeLessThanOrEqual(SECONDS.most);
	});

	it.each(SCENE_KEYS)('%s can be put into a playlist without any setting', (key) => {
		const read = itemSchema.parse({ id: 'x', scene: key });
		expect(read).toMatchObject({ scene: key, seconds: SCENES[key].seconds, hours: null });
		// What is stored reads as itself again.
		expect(itemSchema.parse(JSON.parse(JSON.stringify(read)))).toEqual(read);
	});

	it.each(SCENE_KEYS)('%s refuses a setting that it does not know', (key) => {
		expect(problems({ ...item, scene: key, settings: { colour: 'red' } })).toEqual(['settings']);
	});

	it.each(SCENE_KEYS)('%s asks in a form for each of its settings, and for nothing else', (key) => {
		const { fields, settings } = SCENES[key];
		expect(fields.map(({ name }) => name).sort()).toEqual(Object.keys(settings.shape).sort());
	});
});

describe('an item of a playlist', () => {
	it('takes seconds, hours and weekdays, each weekday once and in order', () => {
		expect(
			itemSchema.parse({
				...item,
				seconds: 5,
				hours: { from: '09:00', to: '17:30' },
				weekdays: [5, 1, 5],
			}),
		).toMatchObject({ seconds: 5, hours: { from: '09:00', to: '17:30' }, weekdays: [1, 5] });
	});

	it.each([
		['a scene that nobody knows', { scene: 'dance' }, 'scene'],
		['too few seconds', { seconds: 4 }, 'seconds'],
		['too many seconds', { seconds: 3601 }, 'seconds'],
		['an hour that no day has', { hours: { from: '24:00', to: '25:00' } }, 'hours.from'],
		['a weekday that no week has', { weekdays: [8] }, 'weekdays.0'],
		['no id', { id: '' }, 'id'],
		['an unknown property', { name: 'x' }, ''],
	])('is refused with %s', (_, wrong, path) => {
		expect(problems({ ...item, ...wrong })).toContain(path);
	});

	it('says which of the settings is wrong', () => {
		const countdown = { id: 'a', scene: 'countdown', settings: { at: 'soon' } };
		expect(problems(countdown)).toEqual(['settings.at']);
		expect(problems({ ...countdown, settings: { at: '2026-12-24T15:00' } })).toEqual([]);
	});

	it('has an id of its own in a playlist of at most fifty', () => {
		expect(itemsSchema.safeParse([item, item]).success).toBe(false);
		const many = Array.from({ length: MOST_ITEMS + 1 }, (_, id) => ({ ...item, id: `${id}` }));
		expect(itemsSchema.safeParse(many).success).toBe(false);
		expect(itemsSchema.safeParse(many.slice(1)).success).toBe(true);
	});

	it('is there from the start: a new display has something to show', () => {
		expect(itemsSchema.parse(firstItems())).toEqual(firstItems());
	});
});
