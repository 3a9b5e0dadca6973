import assert from "node:assert/strict";
import { test } from "node:test";
import "./english.mjs";
import { Away } from "../../static/js/http.js";
import { problemOfUpload } from "../../static/js/upload/sending.js";

const refused = (method, status) => ({
  originalRequest: { getMethod: () => method },
  originalResponse: { getStatus: () => status, getBody: () => "", getHeader: () => null },
});

test("an upload that is gone is asked for again, and only what begins one says that its event is gone", async () => {
  const file = new Blob(["photo"]);
  assert.ok((await problemOfUpload(refused("PATCH", 404), file)) instanceof Away);
  const event = await problemOfUpload(refused("POST", 404), file);
  assert.deepEqual([event instanceof Away, event.status], [false, 404]);
  for (const busy of [refused("PATCH", 409), refused("HEAD", 423)])
    assert.equal((await problemOfUpload(busy, file)).code, "upload_busy");
  assert.equal((await problemOfUpload(refused("POST", 409), file)) instanceof Away, false);
  const owner = await problemOfUpload(refused("PATCH", 403), file);
  assert.deepEqual([owner instanceof Away, owner.status], [false, 403]);
});
