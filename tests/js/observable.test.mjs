import assert from "node:assert/strict";
import { test } from "node:test";

import { Observable } from "../../static/js/observable.js";

class Lamp extends Observable {
  on = false;
  colour = "white";
}

const heardFrom = (lamp, type) => {
  const heard = [];
  lamp.addEventListener(type, (event) => heard.push(event.detail ?? `${lamp.on} ${lamp.colour}`));
  return heard;
};

test("properties that change together are told of once, when all of them have changed", () => {
  const lamp = new Lamp();
  const heard = heardFrom(lamp, "change");
  lamp.become({ on: true, colour: "red" });
  assert.deepEqual(heard, ["true red"]);
});

test("an event may say more than that something has changed", () => {
  const lamp = new Lamp();
  const heard = heardFrom(lamp, "flicker");
  lamp.notify("flicker", { times: 2 });
  lamp.changed();
  assert.deepEqual(heard, [{ times: 2 }]);
});
