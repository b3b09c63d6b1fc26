import type { ContestForm } from '#lib/domain/contest/form.ts';
import type { AffectedView } from '../affected.ts';
import type { Wrong } from './wrong.ts';

type Label = { name: string; people: number };
type Person = { externalId: string; name: string; team: string };

/** What the portal knows that a step lets one choose from or reads back. */
export type StepChoices = {
	/** IANA names; empty but where they are asked for. */
	zones: readonly string[];
	labels: { groups: Label[]; teams: Label[] };
	/** Who is left out by name. */
	named: Person[];
	/** Who was looked for, and who was found; null before. */
	find: string;
	found: Person[] | null;
	affected: AffectedView;
	/** The contest that changes; null for a new one. */
	life: object | null;
	/** Names that a prize's bracket may have. */
	brackets: readonly string[];
};

/** What every step of the form is given. */
export type StepProps = { form: ContestForm; wrong: Wrong; view: StepChoices };
