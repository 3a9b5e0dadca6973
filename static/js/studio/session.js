/** Who is signed in. A `change` event follows every change. */
import { get, post } from "../http.js";
import { Observable } from "../observable.js";
import { words } from "../ui/words.js";

/** @import { Failure } from "../http.js" */

export class Session extends Observable {
  /** @type {Api.User | null | undefined} The account; null when nobody is signed in, undefined until the server has said so. */
  user = undefined;
  /** @type {Api.User | null} Whose session ended without them asking: their screens wait until they are back. */
  lapsed = null;
  /** @type {Failure | null} Why the server could not be asked. */
  error = null;

  /** Ask the server. */
  async open() {
    this.become({ error: null });
    try {
      this.become({ user: await get("/auth/me") });
    } catch (error) {
      this.become(error.status === 401 ? { user: null } : { error });
    }
  }

  /**
   * @param {string} email
   * @param {string} password
   */
  async signIn(email, password) {
    await post("/auth/login", { json: { email, password } });
    const user = await get("/auth/me");
    this.become({ user, lapsed: null });
  }

  /**
   * Make a photographer's account, or the one that the token of an invitation is for, and sign in to it.
   *
   * @param {{name: string, email: string, password: string}} of
   * @param {string | undefined} invitation
   */
  async register({ name, email, password }, invitation) {
    const invited = invitation ? { invitation } : {};
    await post("/auth/register", { json: { name, email, password, role: "photographer", language: words.language, ...invited } });
    await this.signIn(email, password);
  }

  async signOut() {
    await post("/auth/logout");
    this.become({ user: null, lapsed: null });
  }

  /** The server no longer knows the session: it ended elsewhere, or its time was over. */
  ended() {
    if (this.user) this.become({ user: null, lapsed: this.user });
  }

  /**
   * Whether `error` says that the session is over; if so, it is.
   *
   * @param {Failure} error
   */
  endedBy(error) {
    const over = error.status === 401 && error.code !== "bad_credentials";
    if (over) this.ended();
    return over;
  }
}

export const session = new Session();
