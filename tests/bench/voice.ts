import { voiceOf } from '#lib/domain/voice/voice.ts';
import { percentile, type Bench, type Figure } from './measure.ts';

const COLLEAGUES = 200;
const CHARACTERS = 3_000;
const TEXTS = 200;
const BAR_MS = 50;

/** Words from a small vocabulary, so that texts share some of what they say. */
function text(from: number, characters: number): string {
	let [made, state] = ['', from + 1];
	while (made.length < characters) {
		state = (Math.imul(state, 1103515245) + 12345) >>> 0;
		made += `word${state % 400} `;
	}
	return made.slice(0, characters);
}

/** What a letter typed costs: judging 3,000 characters against 200 colleagues' posts of the story. */
export const voice: Bench = {
	name: 'voice',
	async run(say): Promise<Figure[]> {
		const sketchFor = voiceOf({ id: 'bench', suggestions: [], colleagues: [] });
		const judge = voiceOf({
			id: 'bench',
			suggestions: [text(1, 500), text(2, 500)],
			colleagues: Array.from({ length: COLLEAGUES }, (_, i) => sketchFor(text(i, 800)).sketch),
		});
		const times = Array.from({ length: TEXTS }, (_, i) => {
			const typed = text(10_000 + i, CHARACTERS);
			const started = performance.now();
			judge(typed);
			return performance.now() - started;
		});
		const p95 = percentile(times, 0.95);
		say(`p95 ${p95.toFixed(1)} ms, longest ${Math.max(...times).toFixed(1)} ms`);
		return [
			{
				measure: `own voice of ${CHARACTERS} characters against ${COLLEAGUES} posts, p95`,
				bar: `≤ ${BAR_MS} ms`,
				figure: `${p95.toFixed(1)} ms`,
				reached: p95 <= BAR_MS,
			},
		];
	},
};
