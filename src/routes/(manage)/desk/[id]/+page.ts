import type { Component } from 'svelte';
import type { StepProps } from '#lib/components/desk/steps/step-props.ts';
import type { Step } from '#lib/domain/contest/form-steps.ts';
import type { PageLoad } from './$types';

type Fields = { default: Component<StepProps> };

/** One step is looked at at a time: the others' scripts, some 10 kB, are loaded when they are opened. */
const FIELDS: Record<Exclude<Step, 'summary'>, () => Promise<Fields>> = {
	time: () => import('#lib/components/desk/steps/TimeStep.svelte'),
	people: () => import('#lib/components/desk/steps/PeopleStep.svelte'),
	counts: () => import('#lib/components/desk/steps/CountsStep.svelte'),
	caps: () => import('#lib/components/desk/steps/CapsStep.svelte'),
	teams: () => import('#lib/components/desk/steps/TeamsStep.svelte'),
	prizes: () => import('#lib/components/desk/steps/PrizesStep.svelte'),
	freeze: () => import('#lib/components/desk/steps/FreezeStep.svelte'),
};

export const load: PageLoad = async ({ data }) => {
	const { step } = data.view;
	if (step === 'summary') {
		const { default: Summary } = await import('./Summary.svelte');
		return { ...data, Fields: null, Summary };
	}
	const { default: Fields } = await FIELDS[step]();
	return { ...data, Fields, Summary: null };
};
