/**
 * Drawn faces. Everything is picked from the seed alone, so that a face is the same wherever it is drawn. Nobody gets a
 * beard: the seed knows nothing of its person, and what is drawn has to suit anybody.
 */

const BACKGROUNDS = ['#f7d9c8', '#d6e7f7', '#dcecd3', '#e6dcf5', '#f8e6b8', '#cfeae6', '#f6d5e0'];
const SKINS = ['#f9dcc4', '#f0c4a0', '#dda777', '#c08552', '#96613a', '#6f4528'];
const HAIRS = [
	'#2b2320',
	'#4a3222',
	'#7a4e2b',
	'#b5793c',
	'#dcb56b',
	'#8c2f1b',
	'#9a9a98',
	'#1b1d26',
];
const CLOTHES = [
	'#147a4b',
	'#2f5d8a',
	'#7a3e65',
	'#b7791f',
	'#37474f',
	'#a34a3a',
	'#4d6b2f',
	'#5b54a4',
];

/** FNV-1a (32 bit), then xorshift: enough to spread a few picks evenly, and nothing secret hangs on it. */
function picker(seed: string): (count: number) => number {
	let hash = 0x811c9dc5;
	for (const char of seed) {
		hash ^= char.codePointAt(0)!;
		hash = Math.imul(hash, 0x01000193);
	}
	let state = hash >>> 0 || 1;
	return (count) => {
		state ^= state << 13;
		state >>>= 0;
		state ^= state >>> 17;
		state ^= state << 5;
		state >>>= 0;
		return state % count;
	};
}

/** Each draws behind the head (`back`) and over it (`front`); the head is an ellipse around (32, 29). */
const STYLES: readonly ((hair: string) => { back: string; front: string })[] = [
	(hair) => ({
		back: `<circle cx="32" cy="9" r="6" fill="${hair}"/>`,
		front: `<path d="M18.500 27C18 16 24 11 32 11s14 5 13.500 16c-2-7-7-10-13.500-10s-11.500 3-13.500 10z" fill="${hair}"/>`,
	}),
	(hair) => ({
		back: `<path d="M16 44c-3-20 1-34 16-34s19 14 16 34c-8 3-24 3-32 0z" fill="${hair}"/>`,
		front: `<path d="M19 27c0-9 5-14 13-14s13 5 13 14c-5-2-8-5-10-9-3 5-9 8-16 9z" fill="${hair}"/>`,
	}),
	(hair) => ({
		back: '',
		front: `<path d="M18 28c-1-11 5-17 14-17s15 6 14 17c-1-5-3-8-6-10-6 3-13 3-17 1-3 2-4 5-5 9z" fill="${hair}"/>`,
	}),
	(hair) => ({
		back: `<g fill="${hair}"><circle cx="22" cy="19" r="8"/><circle cx="32" cy="14" r="9"/><circle cx="42" cy="19" r="8"/><circle cx="18" cy="28" r="6"/><circle cx="46" cy="28" r="6"/></g>`,
		front: `<path d="M18.500 26c1-9 6-14 13.500-14s12.500 5 13.500 14c-4-5-8-6-13.500-6s-9.500 1-13.500 6z" fill="${hair}"/>`,
	}),
	(hair) => ({
		back: '',
		front: `<path d="M18.500 25C19 15 25 11 32 11s13 4 13.500 14c-1-3-2-4-4-5-6-2-13-2-19 0-2 1-3 2-4 5z" fill="${hair}" opacity="0.9"/>`,
	}),
	(hair) => ({
		back: `<path d="M17 38c-2-16 3-27 15-27s17 11 15 27c-2 3-5 3-7 2V26H24v14c-2 1-5 1-7-2z" fill="${hair}"/>`,
		front: `<path d="M19 26c1-9 6-13 13-13s12 4 13 13c-3-1-5-3-6-6H25c-1 3-3 5-6 6z" fill="${hair}"/>`,
	}),
];

const MOUTHS = [
	'<path d="M27 38c3 3 7 3 10 0" fill="none" stroke="#7c2f2a" stroke-width="1.600" stroke-linecap="round"/>',
	'<path d="M26.500 37.500h11c-.5 4-3 5.500-5.500 5.500s-5-1.500-5.500-5.500z" fill="#7c2f2a"/><path d="M27.500 37.500h9l-.6 2h-7.800z" fill="#fff"/>',
	'<path d="M28 38.500c3 1.800 6 1.200 8-.8" fill="none" stroke="#7c2f2a" stroke-width="1.600" stroke-linecap="round"/>',
];

const GLASSES =
	'<g fill="none" stroke="#2a2a2a" stroke-width="1.400"><circle cx="26.500" cy="30" r="4.200"/><circle cx="37.500" cy="30" r="4.200"/><path d="M30.700 29.500h2.600M22.300 29l-3-1M41.700 29l3-1"/></g>';

/** The face of `seed`: an SVG document of 64 × 64 without script, style or reference. The same seed, the same face. */
export function avatar(seed: string): string {
	const pick = picker(seed);
	const from = <T>(list: readonly T[]): T => list[pick(list.length)] as T;
	const background = from(BACKGROUNDS);
	const skinTone = pick(SKINS.length);
	const skin = SKINS[skinTone] as string;
	// Darker skin with darker hair, as it mostly is; grey goes with everybody.
	const hair = skinTone >= 3 ? from(['#1b1d26', '#2b2320', '#4a3222', '#9a9a98']) : from(HAIRS);
	const { back, front } = from(STYLES)(hair);
	const clothes = from(CLOTHES);
	const mouth = from(MOUTHS);
	const glasses = pick(4) === 0 ? GLASSES : '';
	return [
		'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">',
		`<rect width="64" height="64" fill="${background}"/>`,
		back,
		`<path d="M10 66c0-12 9-18 22-18s22 6 22 18z" fill="${clothes}"/>`,
		`<path d="M26 40h12v9c-3 4-9 4-12 0z" fill="${skin}"/><path d="M26 44c4 3 8 3 12 0v3c-4 3-8 3-12 0z" fill="#000" opacity="0.120"/>`,
		`<ellipse cx="32" cy="29" rx="13" ry="15.500" fill="${skin}"/>`,
		`<g fill="${skin}"><circle cx="19" cy="30" r="2.800"/><circle cx="45" cy="30" r="2.800"/></g>`,
		'<g fill="#23201e"><circle cx="26.500" cy="30" r="1.700"/><circle cx="37.500" cy="30" r="1.700"/></g>',
		`<g fill="none" stroke="${hair}" stroke-width="1.500" stroke-linecap="round"><path d="M23.500 25.800c2-1.400 4-1.400 5.600-.3M34.900 25.500c1.600-1.100 3.600-1.100 5.600.3"/></g>`,
		'<path d="M32 31.500c-1 2-1.200 3 .6 3.400" fill="none" stroke="#000" stroke-opacity="0.250" stroke-width="1.300" stroke-linecap="round"/>',
		mouth,
		front,
		glasses,
		'</svg>',
	].join('');
}
