import type { RunningReveal } from '#lib/domain/displays/plain-page.ts';
import { m } from '#lib/paraglide/messages.js';
import { number } from '../format.ts';
import { headline, namesOf } from '../reveal/names.ts';
import { sentences } from '../reveal/words.ts';
import { teamAndOffice, type Slide, type SlideFor } from './slide.ts';

/** Sentences about single people fit beside the table. */
const MOST_PEOPLE = 4;

/** A reveal's present step, as any engine can draw it: the part of the table that it is about, and what it tells. */
export function revealSlide(
	{ scene, step, total }: RunningReveal,
	{ screen, host }: SlideFor,
): Slide {
	const contest = screen?.contest.name ?? host;
	const title = headline(scene);
	const winners = scene.rows.filter(({ rank }) => rank === 1).map(({ person }) => person);
	const ended = scene.kind === 'end' && winners.length > 0;
	return {
		about: [contest, m.reveal_tv_kicker(), m.reveal_progress({ step, total })].join(' · '),
		title,
		rows: scene.rows.map(({ rank, person, points, state, about }) => ({
			place: rank === null ? m.reveal_unranked_place() : String(rank),
			...{ name: person.name, about: teamAndOffice(person), value: number(points) },
			...{ first: state === 'settled' && rank === 1, open: state !== 'settled', marked: about },
		})),
		lines: [
			// Some begin with what the title says already.
			...sentences(scene, scene.total, MOST_PEOPLE).filter((line) => line !== `${title}.`),
			...(ended ? [m.reveal_congratulations({ names: namesOf(winners) })] : []),
		],
		...{ figure: null, picture: null, qr: null, beside: true },
	};
}
