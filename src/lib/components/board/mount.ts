import { mount, type ComponentProps } from 'svelte';
import { takePage } from '../own-script/take.ts';
import BoardPage from './BoardPage.svelte';

const page = takePage<ComponentProps<typeof BoardPage>['data']>();
if (page) mount(BoardPage, { target: page.target, props: { data: page.data } });
