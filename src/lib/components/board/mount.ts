import { mount, type ComponentProps } from 'svelte';
import { TARGET_ID, takePage } from '../own-script/take.ts';
import BoardPage from './BoardPage.svelte';
import { takeEarly } from './early.ts';

const drawn = document.getElementById(TARGET_ID);
const again = drawn && takeEarly(drawn);
const page = takePage<ComponentProps<typeof BoardPage>['data']>();
if (page) {
	mount(BoardPage, { target: page.target, props: { data: page.data } });
	again?.();
}
