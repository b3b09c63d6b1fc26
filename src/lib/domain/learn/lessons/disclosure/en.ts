import type { LessonText } from '../../lesson.ts';

export const en: LessonText = {
	title: 'Say that you work here',
	summary: 'Why every post of yours tells who you are, and how to say it in four words.',
	body: `## Why it matters

Whoever reads your post decides how much to trust it. A reader who learns only later that you work for us feels tricked, and in most countries hiding it breaks **advertising and consumer law**.

## How to say it

- Put it **into the post itself**. Your profile is not enough: most readers never open it.
- Put it **where it is seen**: in the first lines, before "see more".
- Use **plain words**: "I work at …" or "My company …". A hashtag alone, such as #ad, says something else.
- Say it **every time**, also when you only comment on somebody else's post about us.

## When it is needed

Whenever you write about us, our products, our customers or our competitors. Not when you write about your cat.`,
	figures: null,
	templates: [
		{
			name: 'At the beginning',
			text: 'I work at [company], and this is what we have been up to: [what it is about].',
		},
		{
			name: 'In passing',
			text: 'My team at [company] has just [what you did]. What I learned: [one thing].',
		},
		{
			name: 'In a comment',
			text: 'I work at [company], so I am not neutral here. What I can say: [your answer].',
		},
	],
	questions: [
		{
			ask: 'Your profile says where you work. Is that enough?',
			choices: [
				{
					text: 'Yes, everybody can look it up',
					why: 'Most readers see only the post. It has to be said there.',
				},
				{ text: 'No, the post itself has to say it', why: 'Right. The post is what people read.' },
				{ text: 'Only on LinkedIn', why: 'On LinkedIn too most readers never open the profile.' },
			],
			right: 1,
		},
		{
			ask: 'Somebody asks online which product to buy. You recommend ours. What do you add?',
			choices: [
				{
					text: 'Nothing, it is an honest opinion',
					why: 'It may be honest, but the reader has to know where it comes from.',
				},
				{
					text: 'The hashtag #ad',
					why: 'It is no advertisement that somebody paid you for. Plain words are clearer.',
				},
				{
					text: '“I work there”',
					why: 'Right. Three words, and everybody knows where they stand.',
				},
			],
			right: 2,
		},
		{
			ask: 'Where in a long post does it belong?',
			choices: [
				{
					text: 'Into the first lines',
					why: 'Right. What stands behind “see more” is hardly read.',
				},
				{ text: 'At the very end', why: 'There it is hidden behind “see more” for most readers.' },
			],
			right: 0,
		},
	],
};
