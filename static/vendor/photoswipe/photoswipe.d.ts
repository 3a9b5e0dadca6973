/** What the pages use of PhotoSwipe; the lightbox reaches into parts of it that are not documented. */
export interface Content {
  index: number;
  data: any;
  /** An image: our slides are photos. */
  element?: HTMLImageElement;
  /** What lies there until the photo is there: an image where the slide has one (`msrc`). */
  placeholder?: { element: HTMLElement | null };
  slide?: { container: HTMLElement };
  state: string;
  displayedImageWidth: number;
  displayedImageHeight: number;
}
interface Holder {
  el: HTMLElement;
  slide?: Slide;
}
export interface Slide {
  setIsActive(active: boolean): void;
  index: number;
  content: Content;
}
interface Told {
  content: Content;
  isError: boolean;
  width: number;
  height: number;
  preventDefault(): void;
}
export default class PhotoSwipe {
  constructor(options: object);
  element?: HTMLElement;
  options: any;
  opener: { isOpen: boolean };
  ui?: { registerElement(element: object): void };
  currIndex: number;
  potentialIndex: number;
  currSlide?: Slide;
  isDestroying: boolean;
  mainScroll: { itemHolders: Holder[] };
  contentLoader: { destroy(): void; [more: string]: any };
  init(): boolean;
  close(): void;
  destroy(): void;
  prev(): void;
  next(): void;
  on(event: string, act: (told: Told) => void): void;
  dispatch(event: string): unknown;
  setContent(holder: Holder, index: number, force?: boolean): void;
  refreshSlideContent(index: number): void;
}
