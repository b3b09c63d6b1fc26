/** Where people are seen: in the portal, on its boards, on office screens, in the monthly showcase, outside of it. */
export const SURFACES = ['directory', 'boards', 'displays', 'showcase', 'outside'] as const;
export type Surface = (typeof SURFACES)[number];

/** How somebody is seen there, the most open first. */
export const SHOWN = ['name', 'pseudonym', 'hidden'] as const;
export type Shown = (typeof SHOWN)[number];

/** What somebody chose, by surface. */
export type Appearance = Record<Surface, Shown>;

/** What stands for a person who has a place, but is not to be named. */
export const HIDDEN_NAME = 'A colleague';
/** All who are not named have one face. */
export const HIDDEN_SEED = 'colleague';
/** What stands for a team so small that its points tell whose they are. */
export const HIDDEN_TEAM = 'A small team';
/** From this many competing members on a team's name does not give one of them away. */
export const TEAM_OF_SOME = 3;

/** A person as a surface may show them instead of by name. `key` takes the external id's place. */
export type Mask = { key: string; name: string; avatarSeed: string };

/** What stands for a person, as it was made once. */
export type Pseudonym = { name: string; key: string; hiddenKey: string; avatarSeed: string };

/** Everybody appears by name until they choose otherwise. */
export const BY_NAME: Appearance = {
	directory: 'name',
	boards: 'name',
	displays: 'name',
	showcase: 'name',
	outside: 'name',
};

/** The more careful of several choices: for what is seen on several surfaces at once. */
export function strictest(choices: readonly Shown[]): Shown {
	return choices.reduce<Shown>(
		(most, one) => (SHOWN.indexOf(one) > SHOWN.indexOf(most) ? one : most),
		'name',
	);
}

/** How a person is shown; null: by their own name. */
export function maskOf(shown: Shown, pseudonym: Pseudonym): Mask | null {
	switch (shown) {
		case 'name':
			return null;
		case 'pseudonym':
			return { key: pseudonym.key, name: pseudonym.name, avatarSeed: pseudonym.avatarSeed };
		case 'hidden':
			return { key: pseudonym.hiddenKey, name: HIDDEN_NAME, avatarSeed: HIDDEN_SEED };
	}
}

/**
 * A person as they may be shown: with a mask nothing is left of them, their team and office neither: of a small one,
 * or of both together, they would be the only one.
 */
export function masked<
	P extends {
		externalId: string;
		name: string;
		team?: string;
		office?: string | null;
		avatarSeed?: string;
	},
>(person: P, mask: Mask | null | undefined): P {
	if (!mask) return person;
	return {
		...person,
		externalId: mask.key,
		name: mask.name,
		...('team' in person ? { team: '' } : {}),
		...('office' in person ? { office: null } : {}),
		...('avatarSeed' in person ? { avatarSeed: mask.avatarSeed } : {}),
	};
}
