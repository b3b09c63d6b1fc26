import type { PrizeView } from '../contest/view.ts';
import type { BoardPerson } from '../live/events.ts';
import type { StepKind } from './step.ts';

/** How many rows, people and winners a scene carries at most: what can be read from six metres. */
export const SCENE_ROWS = 8;
export const SCENE_PEOPLE = 8;
export const SCENE_WINNERS = 8;
/** Winners by name in the list of what was won so far; the rest are counted. */
export const LISTED_WINNERS = 3;

export type SceneRow = {
	rank: number | null;
	person: BoardPerson;
	points: number;
	/** `frozen`: as everybody knew it. `told`: the points are known, the place is open. `settled`: the place is, too. */
	state: 'frozen' | 'told' | 'settled';
	/** The step is about this row. */
	about: boolean;
};

export type ScenePlace = { rank: number | null; points: number };

/** Somebody whom a step is about. */
export type ScenePerson = {
	person: BoardPerson;
	/** Before the step; null: not in the table. */
	before: ScenePlace | null;
	/** After it, where it tells their figures; null: it doesn't, or they are not in the table any more. */
	after: ScenePlace | null;
	/** What the frozen time brought, where the step tells it. */
	gain: { points: number; clicks: number; engagement: number; conversions: number } | null;
};

export type ScenePrize = Pick<
	PrizeView,
	'id' | 'kind' | 'name' | 'value' | 'currency' | 'ranking' | 'bracket' | 'picture'
> & {
	winners: BoardPerson[];
	/** How many won it in all, so far. */
	count: number;
};

/** One step as screens draw it, whole in itself: whoever gets it needs none of the others. */
export type Scene = {
	/** `title` is before the first step. */
	kind: 'title' | StepKind;
	/** The most of them, those who rose furthest first. */
	people: ScenePerson[];
	/** How many it is about in all. */
	count: number;
	/** How many of them now stand higher than before. */
	risen: number;
	/** The places that are settled by it: from the better to the worse; null when none is, or without rank. */
	places: { from: number; to: number } | null;
	/** How many people's places are settled by it. */
	settles: number;
	/** What is won with this step. */
	prizes: ScenePrize[];
	/** All that has been won so far, by few names. */
	won: ScenePrize[];
	/** The part of the table that it is about. */
	rows: SceneRow[];
	/** How many stand in the table. */
	total: number;
};

/** A reveal as everybody may know it at its present step. */
export type RevealNow = {
	contest: string;
	/** Rises with every change; a message that is older than what is shown is dropped. */
	revision: number;
	/** `waiting`: the contest is final and its result not shown yet. */
	state: 'waiting' | 'running' | 'done';
	/** 0 is the title. */
	step: number;
	total: number;
	/** Null unless running. */
	scene: Scene | null;
};

/** A step that was shown, in short. */
export type ShownStep = Omit<Scene, 'won' | 'rows' | 'total'>;
