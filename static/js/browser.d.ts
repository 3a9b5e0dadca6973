/** What browsers have and TypeScript's own list of it has not. Only read by the type check. */

interface Navigator {
  /** Safari on iPhone and iPad: whether the page runs as an app. */
  standalone?: boolean;
}

interface FileSystemHandle {
  queryPermission(wish: { mode: "read" }): Promise<PermissionState>;
  requestPermission(wish: { mode: "read" }): Promise<PermissionState>;
}

declare function showDirectoryPicker(wish: { id: string; mode: "read" }): Promise<FileSystemDirectoryHandle>;

interface DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** Told once, when the page can be installed as an app. */
interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

interface WindowEventMap {
  beforeinstallprompt: BeforeInstallPromptEvent;
}

interface ParentNode {
  // Our pages hold elements of HTML; where one of SVG is looked for, it is said.
  querySelector<Found extends Element = HTMLElement>(selectors: string): Found | null;
  querySelectorAll<Found extends Element = HTMLElement>(selectors: string): NodeListOf<Found>;
}

// What is no timer stops none.
declare function clearTimeout(timer: number | null | undefined): void;
declare function clearInterval(timer: number | null | undefined): void;
