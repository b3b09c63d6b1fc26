import { describe, expect, it } from 'vitest';
import { SCENE_KEYS } from '#lib/domain/displays/scenes/keys.ts';
import { SCENES } from '#lib/domain/displays/scenes/registry.ts';
import { FIELD_NAMES, OPTION_NAMES, SCENE_NAMES } from './scene-words.ts';

describe('the words of every scene', () => {
	it.each(SCENE_KEYS)('%s has a name, and so have its settings and their choices', (key) => {
		expect(SCENE_NAMES[key]()).toMatch(/^[A-Z]/);
		for (const field of SCENES[key].fields) {
			expect(FIELD_NAMES[field.name]?.()).toMatch(/^[A-Z]/);
			if (field.kind !== 'choice') continue;
			for (const option of field.options) expect(OPTION_NAMES[option]?.()).toMatch(/^[A-Z]/);
		}
	});
});
