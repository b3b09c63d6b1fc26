import { seedOf, shingles } from './shingles.ts';
import { containment, readSketch, resemblance, sketchOf } from './sketch.ts';

/** From this on two posts read as the same one. */
const TWIN = 0.8;
/** From these on a text is its writer's own, or partly. */
const OWN = 70;
const PARTLY = 30;

export type Voice = {
	/** How much is the writer's own, 0–100; null for a text without words. */
	own: number | null;
	kind: 'empty' | 'suggested' | 'partly' | 'own';
	/** Whether it is nearly the post of a colleague. */
	twin: boolean;
	/** What may be kept of it: base64 of hashes. */
	sketch: string;
};

/**
 * A judge of texts about one story: how far each is from the suggestions (containment) and from colleagues' posts
 * (resemblance, of sketches only); the nearest of them decides. Made once, it takes about a millisecond a text.
 */
export function voiceOf(story: {
	id: string;
	suggestions: readonly string[];
	/** Sketches of colleagues' posts about it. */
	colleagues: readonly string[];
}): (text: string) => Voice {
	const seed = seedOf(story.id);
	const suggestions = story.suggestions.map((text) => shingles(text, seed));
	const colleagues = story.colleagues.map(readSketch);
	return (text) => {
		const mine = shingles(text, seed);
		if (mine.length === 0) return { own: null, kind: 'empty', twin: false, sketch: '' };
		const suggested = Math.max(0, ...suggestions.map((one) => containment(mine, one)));
		const alike = Math.max(0, ...colleagues.map((one) => resemblance(mine, one)));
		const own = Math.round(100 * (1 - Math.max(suggested, alike)));
		const kind = own >= OWN ? 'own' : own >= PARTLY ? 'partly' : 'suggested';
		return { own, kind, twin: alike >= TWIN, sketch: sketchOf(mine) };
	};
}
