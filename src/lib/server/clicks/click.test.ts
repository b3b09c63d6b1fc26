import { describe, expect, it } from 'vitest';
import { fromSpooled, toSpooled, type DoorClick } from './click.ts';

const click: DoorClick = {
	...{ id: 'id', linkId: 'link', personId: 'person', postId: 'post', at: 5 },
	...{ first: 'candidate', visitor: 'v', earlier: 'e', network: 'w', later: () => 'n' },
};
const again = (one: DoorClick) => {
	const back = fromSpooled(JSON.parse(JSON.stringify(toSpooled(one))) as never);
	return { ...back, later: back.later() };
};

describe('a click on disk', () => {
	it('comes back with every name that it may have to be judged by', () => {
		expect(again(click)).toEqual({ ...click, later: 'n' });
		expect(again({ ...click, earlier: '', network: '' })).toEqual({
			...click,
			...{ earlier: '', network: '', later: 'n' },
		});
	});

	it('of a robot names no visitor at all', () => {
		const robot: DoorClick = { ...click, first: 'bot', visitor: '', earlier: '', network: '' };
		expect(Object.keys(toSpooled(robot)).sort()).toEqual(['at', 'f', 'id', 'l', 'o', 'p']);
		expect(again(robot)).toEqual({ ...robot, later: '' });
	});
});
