/** Tiles of matches, for the guest's page and the kiosk. */
import { h, one, reconcile, show } from "./dom.js";

const KEY = (match) => match.photo_id;

function drawPicture(element, match) {
  const image = one("img", element);
  if (image.getAttribute("src") !== match.thumb_url) image.src = match.thumb_url;
  const [x, y, width, height] = match.face_box;
  // Tiles are cropped: keep the face in view.
  image.style.objectPosition = `${(x + width / 2) * 100}% ${(y + height / 2) * 100}%`;
}

function tile(match, { open, label, badge }) {
  const image = h("img", { alt: "", loading: "lazy", decoding: "async", width: 320, height: 400 });
  const button = h("button", { type: "button", class: "photo", "aria-label": label, on: { click: () => open(match.photo_id) } }, image);
  return h("li", { class: "tile", data: { photo: match.photo_id } }, button, badge ? h("span", { class: "badge" }, badge) : null);
}

/** Draw clear matches into `list`; `open(photoId)` is called when one is chosen. */
export function drawMatches(list, matches, open) {
  reconcile(list, matches, { key: KEY, make: (match) => tile(match, { open, label: "Open this photo of you" }), update: drawPicture });
}

/** Draw photos that just came in, each marked as new. */
export function drawArrivals(list, matches, open) {
  const make = (match) => {
    const element = tile(match, { open, label: "Open this new photo of you", badge: "Just in" });
    element.classList.add("new");
    return element;
  };
  reconcile(list, matches, { key: KEY, make, update: drawPicture });
}

/** Draw matches in doubt; `answer(photoId, isMe)` is called with the guest's word. */
export function drawQuestions(list, matches, { open, answer }) {
  const make = (match) => {
    const element = tile(match, { open, label: "Open this photo, which may show you" });
    element.append(
      h(
        "div",
        { class: "ask", role: "group", "aria-label": "Is this you?" },
        h("button", { type: "button", class: "compact", on: { click: () => answer(match.photo_id, true) } }, "Yes, me"),
        h("button", { type: "button", class: "compact", on: { click: () => answer(match.photo_id, false) } }, "No"),
      ),
    );
    return element;
  };
  reconcile(list, matches, { key: KEY, make, update: drawPicture });
}

/** Show a section only while its list holds something. */
export function showFilled(section) {
  show(section, section.querySelector("ul").childElementCount > 0);
}
