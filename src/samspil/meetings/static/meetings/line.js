// The fast line: names are typed while the list is read aloud, faster than a server answers. Enter takes the line; it is sent
// in its turn, once, under a key of its own, and stays in sight until it stands on the agenda. Without connection any number of
// lines wait, a reload included (kept.js). The focus stays in the line until its writer leaves it: Esc leads to the agenda.
"use strict";

(() => {
  const form = document.querySelector("form[data-line]");
  if (!form) return;
  const { connection, kept, proof, say, triesAgain } = window.samspil;
  const where = `samspil-line:${form.action}`;
  const whereGiver = `samspil-giver:${form.action}`;
  const field = form.elements.namedItem("line");
  const queue = form.querySelector("[data-line-queue]");
  const words = queue.dataset;
  const RETRY = [1000, 2000, 4000, 8000, 15000];
  const SHOWN = 3; // of those that have been written down
  const giver = form.elements.namedItem("giver"); // null where the list can be from one unit alone
  let chosen = false; // whether this writer has said from whom: else it is who gave the latest line, a colleague's too
  // { key, text, giver, state: waiting | refused | done, told, same: who it may be, apart: who it is not, as this writer says }
  let lines = [];
  let sending = false;
  let tries = 0;
  let timer = 0;

  function newKey() {
    const part = crypto.getRandomValues(new Uint8Array(16));
    part[6] = (part[6] & 0x0f) | 0x40; // a random UUID; crypto.randomUUID is missing on plain http
    part[8] = (part[8] & 0x3f) | 0x80;
    const digits = Array.from(part, (code) => code.toString(16).padStart(2, "0")).join("");
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  const keep = () => {
    const open = lines.filter((line) => line.state !== "done" || line.same?.length);
    if (open.length) kept.put(where, open);
    else kept.drop(where);
  };

  function element(name, text, settings = {}) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    return Object.assign(made, settings);
  }

  function refused(line) {
    const item = element("li", "", { className: "line-refused" });
    const label = element("label", line.told, { className: "form-error-message", htmlFor: `line-${line.key}` });
    const input = element("input", "", { className: "form-input", id: `line-${line.key}`, value: line.text, spellcheck: false });
    input.addEventListener("input", () => { line.text = input.value; keep(); });
    const again = element("button", words.again, { type: "button", className: "button button-secondary" });
    again.addEventListener("click", () => { line.key = newKey(); retry(line); });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      again.click();
    });
    const drop = element("button", words.drop, { type: "button", className: "link-button" });
    drop.addEventListener("click", () => { lines = lines.filter((one) => one !== line); changed(); field.focus(); });
    item.append(label, input, again, drop);
    return item;
  }

  // Is it somebody known? By name and with its address: the numbers of the agenda change while the line is shown.
  function asked(line, one) {
    const question = element("span", "", { className: "line-asked" });
    question.append(` · ${words.ask} `, element("a", one.name, { href: one.address }), one.born ? ` (${one.born})? ` : "? ");
    const yes = element("button", words.yes, { type: "button", className: "link-button" });
    yes.addEventListener("click", () => confirmed(line, one));
    const no = element("button", words.no, { type: "button", className: "link-button" });
    no.addEventListener("click", () => {
      (line.apart ??= []).push(questionOf(one));
      line.same = line.same.filter((other) => other !== one);
      field.focus();
      changed();
      askAgain(line);
    });
    question.append(yes, " ", no);
    return question;
  }

  const questionOf = (one) => JSON.stringify([one.yes.address, one.name, one.yes.fields.person, one.yes.fields.other, one.yes.fields.line]);

  // What is asked about a line may have been answered since, at the item or by a colleague: the server says what is so. The key is the
  // line's own, so nothing is written down again.
  async function askAgain(line) {
    const answer = await answered(line);
    if (!answer) return; // no connection: the question stands
    const same = (answer.same ?? []).filter((one) => !(line.apart ?? []).includes(questionOf(one)));
    if (answer.told || !same.length) line.told = answer.told;
    line.same = same;
    changed();
    if (line.told) say(`${line.text}: ${line.told}`, { quiet: true });
  }

  // The agenda is asked for anew at once: an answer that is under way is of before this line, and what waits behind it goes with it.
  function renewAgenda() {
    document.getElementById("agenda-lines").dispatchEvent(new CustomEvent("htmx:abort", { bubbles: true, detail: {} }));
    document.body.dispatchEvent(new Event("samspil:lines"));
  }

  const openQuestions = () => lines.filter((line) => line.state === "done" && line.same?.length);
  const stands = (address) => document.querySelector(`#agenda-lines a[href="${address}"]`);

  // The agenda was drawn anew: an item that is asked about stands there no longer.
  document.body.addEventListener("htmx:afterSettle", () => {
    for (const line of openQuestions()) {
      if (line.same.some((one) => one.yes.fields.other && !(stands(one.address) && stands(one.yes.address.replace(/[^/]+\/$/, ""))))) askAgain(line);
    }
  });

  async function confirmed(line, one) {
    field.focus();
    try {
      const body = new URLSearchParams(one.yes.fields);
      const answer = await fetch(one.yes.address, { method: "POST", body, headers: { ...proof(), Line: "1" }, redirect: "manual", cache: "no-store" });
      connection(false);
      const { told } = answer.ok ? await answer.json() : { told: words.failed };
      line.told = told;
      line.same = answer.ok ? [] : line.same;
      if (!answer.ok) askAgain(line);
    } catch {
      connection(true);
      return; // the question stands: it is asked again where there is a connection
    }
    changed();
    say(`${line.text}: ${line.told}`, { quiet: true });
    renewAgenda();
  }

  function draw() {
    const done = lines.filter((line) => line.state === "done");
    // a question stands until somebody has answered it
    const stays = (line) => line.state !== "done" || line.same?.length || done.indexOf(line) >= done.length - SHOWN;
    lines = lines.filter(stays);
    queue.replaceChildren(...lines.map((line) => {
      if (line.state === "refused") return refused(line);
      const item = element("li", [line.text, line.state === "done" ? line.told || words.done : words.waiting].join(" · "), {
        className: line.state === "done" ? "line-done" : "line-waiting",
      });
      for (const one of line.same ?? []) item.append(asked(line, one));
      return item;
    }));
  }

  // What is to be answered about a line is in sight as soon as it is asked, however many lines stand above it.
  const inSight = (line) => queue.children[lines.indexOf(line)]?.scrollIntoView({ block: "nearest" });

  function changed() {
    keep();
    draw();
  }

  function retry(line) {
    line.state = "waiting";
    field.focus();
    changed();
    send();
  }

  async function send() {
    clearTimeout(timer);
    const line = lines.find((one) => one.state === "waiting");
    if (sending || !line) return;
    sending = true;
    const answer = await answered(line);
    sending = false; // only now: whoever is sent next must not be this line again
    if (!answer) {
      draw();
      timer = setTimeout(send, RETRY[Math.min(tries++, RETRY.length - 1)]);
      return;
    }
    tries = 0;
    Object.assign(line, answer);
    changed();
    inSight(line);
    const told = [line.told, ...(line.same ?? []).map((one) => `${words.ask} ${[one.name, one.born].filter(Boolean).join(", ")}?`)].filter(Boolean).join(" ");
    if (told) say(`${line.text}: ${told}`, { quiet: true });
    if (line.state === "done") renewAgenda();
    send();
  }

  // What became of the line; null where it waits: no connection, signed out, or a fault of ours.
  async function answered(line) {
    const body = new URLSearchParams({ line: line.text, idempotency_key: line.key, giver: line.giver ?? giver?.value ?? "" });
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { ...proof(), Line: "1" }, redirect: "manual", cache: "no-store" });
      connection(false);
      // signed out, or in as somebody else, or a fault that may pass: the line waits; what stays a no holds no other line up
      if (answer.status >= 500 || [0, 401, 403, 408, 429].includes(answer.status)) return null;
      const { told, same } = answer.ok || answer.status === 422 ? await answer.json() : { told: words.refused, same: [] };
      return { state: answer.ok ? "done" : "refused", told, same };
    } catch {
      connection(true);
      return null;
    }
  }

  // before page.js, which holds a form back where there is no connection: here a line may wait
  addEventListener("submit", (event) => {
    if (event.target !== form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const text = field.value.trim();
    if (!text) return;
    lines.push({ key: newKey(), text, state: "waiting", told: "", giver: giver?.value });
    field.value = "";
    changed();
    inSight(lines.at(-1));
    send();
  }, true);

  giver?.addEventListener("change", () => {
    chosen = true;
    kept.put(whereGiver, giver.value);
  });
  const offered = (unit) => Array.from(giver.options, (option) => option.value).includes(unit);
  document.body.addEventListener("htmx:afterSettle", () => {
    const latest = document.getElementById("latest-giver")?.dataset.giver;
    if (giver && !chosen && latest && offered(latest)) giver.value = latest;
  });

  // A press of the mouse moves no focus: the help below the line would unfold, and what is clicked would move away from under it.
  form.addEventListener("mousedown", (event) => {
    if (event.target.closest("button, a")) event.preventDefault();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    (document.querySelector("#agenda-lines [aria-current]") ?? document.querySelector("#agenda-lines a"))?.focus();
  });
  triesAgain(() => (lines.some((line) => line.state === "waiting") ? words.trying : ""));
  addEventListener("online", send);
  // kept lines are sent from the next page at this table; where nothing can be kept the browser asks first
  addEventListener("beforeunload", (event) => {
    if (!kept.works && lines.some((line) => line.state !== "done")) event.preventDefault();
  });

  const giverKept = giver ? kept.get(whereGiver) : Promise.resolve(null);
  giverKept.then((unit) => {
    chosen = Boolean(unit) && offered(unit);
    if (chosen) giver.value = unit;
    return kept.get(where);
  }).then((unsent) => {
    if (!unsent) return;
    lines = [...unsent, ...lines];
    draw();
    send();
    openQuestions().forEach(askAgain);
  });
})();
