/** A photo as large as its place, in the photo view and in the review. */
import { delayBefore } from "../socket.js";
import { html, useEffect, useState } from "../ui/html.js";
import { hintOf } from "../ui/photo.js";
import { t } from "../ui/words.js";

/**
 * One that does not load is asked for again, later each time: by another address, where its own was too old.
 *
 * @param {{photo: Api.Photo, onStale: () => Promise<unknown>}} props
 */
export function Picture({ photo, onStale }) {
  const [lost, setLost] = useState(0);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (lost === 0) return undefined;
    const again = () => onStale().then(() => setTries((before) => before + 1));
    const timer = setTimeout(again, delayBefore(lost - 1));
    return () => clearTimeout(timer);
  }, [lost]);
  const behind = photo.thumb_url ?? hintOf(photo.placeholder);
  return html`<img
      key=${tries}
      src=${photo.preview_url}
      width=${photo.width}
      height=${photo.height}
      alt=${t("photo-named", { name: photo.name })}
      draggable=${false}
      onLoad=${() => setLost(0)}
      onError=${() => setLost(lost + 1)}
      style=${behind ? { backgroundImage: `url("${behind}")` } : undefined}
    />
    <p class="not-here" role="status">${lost > 0 && t("photo-late")}</p>`;
}
