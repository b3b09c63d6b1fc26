import type { LessonText } from '../../lesson.ts';

export const en: LessonText = {
	title: 'What stays in the house',
	summary: 'What is confidential, how to tell, and what to do when it has slipped out.',
	body: `## One question is enough

**Has the company said it in public itself?** Then you may share it. If not, ask before you post.

## What never goes out

- **Figures** that are not published: sales, forecasts, results before their day.
- **Plans**: products, offices, deals and hirings that were not announced.
- **Customers and partners**: their names, problems and numbers, unless they have agreed.
- **Colleagues**: their pictures, illness, salary or leaving. Ask them first.
- **What hangs on the wall**: a photo of the office shows whiteboards and screens too.

## When it has happened

Tell the person who runs the program **at once**. Don't delete it quietly: somebody may have it already, and nobody is blamed who speaks up.`,
	figures: null,
	templates: [
		{
			name: 'When somebody asks',
			text: 'That is nothing I can talk about. What is public stands here: [address].',
		},
		{
			name: 'Asking a customer first',
			text: 'We would like to tell about our work together. Here is the text: [text]. Is that all right for you?',
		},
	],
	questions: [
		{
			ask: 'A new office opens next month. Nobody has announced it. May you post about it?',
			choices: [
				{ text: 'Yes, it is good news', why: 'Good news too belongs to whoever announces it.' },
				{ text: 'Not before it was announced', why: 'Right. After the announcement, gladly.' },
				{ text: 'Yes, without the address', why: 'The plan itself is what is confidential.' },
			],
			right: 1,
		},
		{
			ask: 'You want to post a photo of your desk. What do you look at first?',
			choices: [
				{
					text: 'What is on screens and whiteboards',
					why: 'Right. Names and figures in the background are read by anybody.',
				},
				{
					text: 'Whether the light is good',
					why: 'That too. But first at what can be read in the background.',
				},
			],
			right: 0,
		},
		{
			ask: 'You have posted a figure that was not public. What now?',
			choices: [
				{
					text: 'Delete it and say nothing',
					why: 'Somebody may have copied it. Then nobody can help.',
				},
				{ text: 'Wait whether anybody notices', why: 'Every hour makes it worse.' },
				{
					text: 'Tell the person who runs the program at once',
					why: 'Right. Together it is soon mended.',
				},
			],
			right: 2,
		},
	],
};
