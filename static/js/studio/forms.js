/** Forms: what is being sent, what was wrong with it, and where. */
import { html, useLayoutEffect, useRef, useState } from "../ui/html.js";
import { explain, t } from "../ui/words.js";
import { fieldProblem, inputProblem } from "../words/studio.js";
import { session } from "./session.js";

/** @import { Drawn } from "../ui/html.js" */

export const LONGEST_EVENT_NAME = 200; // The service takes no longer one.

/** @type {{busy: boolean, error: any, wrong: Record<string, string>}} */
const FRESH = { busy: false, error: null, wrong: {} };

/**
 * Sending of one kind. `run(act)` awaits `act()` unless one is under way, and resolves to whether it succeeded; `busy` and
 * `error` say how it stands.
 */
export function useAct() {
  const [state, setState] = useState({ busy: false, error: null });
  const busy = useRef(false);
  const run = async (/** @type {() => Promise<any>} */ act) => {
    if (busy.current) return false;
    busy.current = true;
    setState({ busy: true, error: null });
    const error = await act().then(
      () => null,
      (reason) => reason,
    );
    busy.current = false;
    setState({ busy: false, error: error && session.endedBy(error) ? null : error });
    return error === null;
  };
  return { ...state, run };
}

/**
 * Sending of one kind, as `useAct`, where what is asked for next must not be lost: `run(act)` awaits `act()` once all before it were
 * answered. `waiting` says how many are not.
 */
export function useActs() {
  const [state, setState] = useState({ waiting: 0, error: null });
  const turn = useRef(Promise.resolve(true));
  const answered = (/** @type {any} */ error) => {
    const said = error && session.endedBy(error) ? null : error;
    setState((/** @type {typeof state} */ before) => ({ waiting: before.waiting - 1, error: said ?? before.error }));
    return error === null;
  };
  const run = (/** @type {() => Promise<any>} */ act) => {
    setState((/** @type {typeof state} */ before) => ({ waiting: before.waiting + 1, error: null }));
    turn.current = turn.current.then(act).then(() => answered(null), answered);
    return turn.current;
  };
  return { ...state, run };
}

/**
 * A form named `id`: `send(values, element)` is called with its fields once they are filled in well. What is wrong, here or by
 * the server's word, stands beside the field, which gets the focus. `belongs` says which field an error's code is about.
 * `isTouched()` says whether something in it was changed that has not been sent.
 *
 * @param {string} id
 * @param {(values: any, form: HTMLFormElement) => Promise<unknown> | unknown} send
 * @param {Record<string, string>} [belongs]
 */
export function useForm(id, send, belongs = {}) {
  const [state, setState] = useState(FRESH);
  const element = useRef(null);
  const busy = useRef(false);
  const touches = useRef(0); // How often something was typed or chosen,
  const kept = useRef(0); // and how often when that was sent.
  // With the drawing that marks it: a moment later it would be taken from the field that is typed in by then.
  useLayoutEffect(() => {
    if (Object.keys(state.wrong).length) element.current?.querySelector('[aria-invalid="true"]')?.focus();
  }, [state.wrong]);
  const submitted = async (/** @type {{target: HTMLFormElement, preventDefault: () => void}} */ event) => {
    event.preventDefault();
    if (busy.current) return;
    const wrong = wrongFields(event.target);
    if (Object.keys(wrong).length) return setState({ ...FRESH, wrong });
    busy.current = true;
    setState({ ...FRESH, busy: true });
    const sent = touches.current;
    try {
      await send(Object.fromEntries(new FormData(event.target)), event.target);
      kept.current = sent;
      setState(FRESH);
    } catch (error) {
      setState({ ...FRESH, ...blamed(error, event.target, belongs) });
    } finally {
      busy.current = false;
    }
  };
  const touched = () => {
    touches.current += 1;
  };
  return { id, ...state, element, submitted, touched, isTouched: () => touches.current !== kept.current };
}

/** @param {HTMLFormElement} form */
function wrongFields(form) {
  const fields = /** @type {HTMLInputElement[]} */ ([...form.elements]);
  const wrong = fields.filter((field) => field.name && !field.checkValidity());
  return Object.fromEntries(wrong.map((field) => [field.name, inputProblem(field)]));
}

/**
 * What the server found wrong: beside the fields that the form has, else as a whole.
 *
 * @param {any} error
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} belongs
 */
function blamed(error, form, belongs) {
  if (session.endedBy(error)) return {};
  if (belongs[error.code]) return { wrong: { [belongs[error.code]]: explain(error) } };
  const named = (error.errors ?? []).map((/** @type {any} */ problem) => [String([problem.loc].flat().at(-1)), problem]);
  const wrong = named
    .filter((/** @type {[string, any]} */ [name]) => name in form.elements)
    .map((/** @type {[string, any]} */ [name, problem]) => [name, fieldProblem(problem)]);
  return wrong.length ? { wrong: Object.fromEntries(wrong) } : { error };
}

/**
 * A form of `useForm`, with the problem that belongs to no single field, and its button.
 *
 * @param {{form: ReturnType<typeof useForm>, button: string, doing: string, className?: string, children: Drawn, [more: string]: unknown}} props
 */
export function Form({ form, button, doing, className = "stack", children, ...rest }) {
  return html`<form ...${rest} ref=${form.element} class=${className} noValidate onInput=${form.touched} onSubmit=${form.submitted}>
    ${children}
    <${Problem} error=${form.error} />
    ${button && html`<button class="primary" type="submit" aria-disabled=${form.busy}>${form.busy ? doing : button}</button>`}
  </form>`;
}

/**
 * A labelled input; further properties are the input's.
 *
 * @param {{form: ReturnType<typeof useForm>, name: string, label: string, hint?: Drawn, [more: string]: unknown}} props
 */
export function Field({ form, name, label, hint, ...input }) {
  const id = `${form.id}-${name}`;
  const wrong = form.wrong[name];
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ");
  return html`<div class="field">
    <label id="${id}-label" for=${id}>${label}</label>
    ${
      input.type === "password"
        ? html`<${Secret} ...${input} id=${id} name=${name} wrong=${wrong} described=${described} />`
        : html`<input ...${input} id=${id} name=${name} aria-invalid=${wrong ? "true" : undefined} aria-describedby=${described || undefined} />`
    }
    ${hint && html`<p id="${id}-hint" class="soft small">${hint}</p>`}
    ${wrong && html`<p id="${id}-wrong" class="wrong small">${wrong}</p>`}
  </div>`;
}

/**
 * What an event is called; further properties are the input's.
 *
 * @param {{form: ReturnType<typeof useForm>, [more: string]: unknown}} props
 */
export const NameField = ({ form, ...input }) =>
  html`<${Field} ...${input} form=${form} name="name" label=${t("event-name")} maxlength=${LONGEST_EVENT_NAME} required />`;

/**
 * A password, which can be looked at while it is typed.
 *
 * @param {{id: string, name: string, wrong?: string, described: string, [more: string]: unknown}} props
 */
function Secret({ id, name, wrong, described, ...input }) {
  const [shown, show] = useState(false);
  return html`<div class="secret">
    <input ...${input} type=${shown ? "text" : "password"} id=${id} name=${name} spellcheck="false" autocapitalize="off" aria-invalid=${wrong ? "true" : undefined} aria-describedby=${described || undefined} />
    <button class="compact quiet" type="button" aria-pressed=${shown} aria-controls=${id} aria-describedby="${id}-label" onClick=${() => show(!shown)}>${t("password-show")}</button>
  </div>`;
}

/**
 * A number of per cent, and what it is.
 *
 * @param {{id: string, label: string, value: number, min?: string, max?: string, onInput: (input: any) => void}} props
 */
export function Slider({ id, label, value, min = "0", max = "100", onInput }) {
  return html`<div class="field">
    <label for=${id}>${label} <output class="figures" for=${id}>${t("percent", { percent: value })}</output></label>
    <input type="range" class="slider" id=${id} min=${min} max=${max} value=${value} onInput=${onInput} />
  </div>`;
}

/**
 * One of several, each with words on what it means. `options`: `[{value, label, means}]`.
 *
 * @param {{name: string, legend: string, options: {value: string, label: string, means?: Drawn}[], value: string, onChoose: (value: string) => void}} props
 */
export function Choice({ name, legend, options, value, onChoose }) {
  const id = (/** @type {{value: string}} */ option) => `${name}-${option.value}`;
  return html`<fieldset class="choice" data-choice=${name}>
    <legend>${legend}</legend>
    ${options.map(
      (option) => html`<div key=${option.value}>
        <input
          type="radio"
          id=${id(option)}
          name=${name}
          value=${String(option.value)}
          checked=${option.value === value}
          onChange=${() => onChoose(option.value)}
          aria-describedby="${id(option)}-means"
        />
        <label for=${id(option)}>${option.label}</label>
        <p id="${id(option)}-means" class="soft small">${option.means}</p>
      </div>`,
    )}
  </fieldset>`;
}

/**
 * Some of several, by ticking; `missing` is said where the server wants one more.
 *
 * @param {{form: ReturnType<typeof useForm>, name: string, legend: string, options: {value: string, label: string, means?: string}[], ticked?: string[], missing: string}} props
 */
export function Boxes({ form, name, legend, options, ticked = [], missing }) {
  const id = (/** @type {string} */ value) => `${form.id}-${name}-${value}`;
  const wrong = form.wrong[name];
  return html`<fieldset class="choice">
    <legend>${legend}</legend>
    ${options.map(
      ({ value, label, means }) => html`<div key=${value}>
        <input type="checkbox" id=${id(value)} name=${name} value=${value} defaultChecked=${ticked.includes(value)} aria-invalid=${wrong ? "true" : undefined} aria-describedby=${means ? `${id(value)}-means` : undefined} />
        <label for=${id(value)}>${label}</label>
        ${means && html`<p id="${id(value)}-means" class="soft small">${means}</p>`}
      </div>`,
    )}
    ${wrong && html`<p class="wrong small" role="alert">${missing}</p>`}
  </fieldset>`;
}

/**
 * What went wrong, said aloud; nothing for no error.
 *
 * @param {{error: any, onRetry?: () => void}} props
 */
export function Problem({ error, onRetry }) {
  if (!error) return null;
  return html`<div class="notice bad row between" role="alert">
    <p>${explain(error)}</p>
    ${onRetry && html`<button class="compact" type="button" onClick=${onRetry}>${t("try-again")}</button>`}
  </div>`;
}
