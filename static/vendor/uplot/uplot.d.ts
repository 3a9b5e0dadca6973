/** What the pages use of uPlot. */
export default class UPlot {
  static paths: { bars(options: { size?: number[]; align?: number }): unknown };
  constructor(options: object, data: (number | null)[][], place: HTMLElement);
  setData(data: (number | null)[][]): void;
  setSize(size: { width: number; height: number }): void;
  redraw(): void;
  destroy(): void;
}
