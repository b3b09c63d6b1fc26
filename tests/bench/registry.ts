import type { Bench } from './measure.ts';

/** Every bench, in the order of the table; each file is loaded only when its bench runs. */
export const BENCHES: Record<string, () => Promise<Bench>> = {
	redirect: () => import('./redirect.ts').then(({ redirect }) => redirect),
	live: () => import('./live.ts').then(({ live }) => live),
	displays: () => import('./displays.ts').then(({ displays }) => displays),
	table: () => import('./scoring-table.ts').then(({ table }) => table),
	rescore: () => import('./scoring-rescore.ts').then(({ rescore }) => rescore),
	whatif: () => import('./whatif.ts').then(({ whatif }) => whatif),
	events: () => import('./events.ts').then(({ events }) => events),
	imports: () => import('./imports.ts').then(({ imports }) => imports),
	exports: () => import('./exports.ts').then(({ exports }) => exports),
	stories: () => import('./stories.ts').then(({ stories }) => stories),
	badges: () => import('./badges.ts').then(({ badges }) => badges),
	directory: () => import('./directory.ts').then(({ directory }) => directory),
	voice: () => import('./voice.ts').then(({ voice }) => voice),
};
