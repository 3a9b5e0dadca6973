/** What the pages use of Preact, its hooks and htm. Templates are not looked into: a component's properties are checked where it is written. */
export interface VNode {
  type: unknown;
  props: unknown;
  key: unknown;
}
/** All that can be drawn. */
export type Drawn = VNode | VNode[] | string | number | bigint | boolean | null | undefined;
export interface Ref<T> {
  current: T;
}

/** What a template's places are filled with. What listens to an element's events is told of them, whatever they are. */
type Filling = ((...told: any[]) => unknown) | object | string | number | bigint | boolean | null | undefined;
export function html(strings: TemplateStringsArray, ...values: Filling[]): VNode;
export function h(type: unknown, props?: object | null, ...children: unknown[]): VNode;
export function render(node: Drawn, place: Element | DocumentFragment): void;
export const Fragment: unknown;

type Change<T> = T | ((before: T) => T);
type Effect = () => void | (() => void);
/** State that begins with nothing is of any kind. */
export function useState<T = any>(initial: null): [T, (change: Change<T>) => void];
export function useState<T>(initial: T | (() => T)): [T, (change: Change<T>) => void];
export function useState<T = undefined>(): [T | undefined, (change: Change<T | undefined>) => void];
export function useReducer<T, A = void>(reducer: (state: T, action: A) => T, initial: T): [T, (action: A) => void];
export function useEffect(effect: Effect, inputs?: readonly unknown[]): void;
export function useLayoutEffect(effect: Effect, inputs?: readonly unknown[]): void;
/** An element's ref is empty until it is drawn; whoever reads it does so after that. */
export function useRef<T = any>(initial: null): Ref<T>;
export function useRef<T>(initial: T): Ref<T>;
export function useMemo<T>(make: () => T, inputs?: readonly unknown[]): T;
export function useCallback<T extends (...args: never[]) => unknown>(callback: T, inputs: readonly unknown[]): T;
