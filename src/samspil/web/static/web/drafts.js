// Typed text is never lost. A form with data-draft-url sends its texts there two seconds after typing stops; the server keeps
// them as a draft. Until the server has said yes they are kept by the window (kept.js). Who writes sees that there is a draft, and
// can throw it away; signing out waits until what was typed last has arrived.
"use strict";

(() => {
  const { connection, kept, proof, words } = window.samspil;
  const PREFIX = "samspil-draft:";
  const SENT = "samspil-sent:"; // a random mark of the submission under way; nothing that was typed
  const PAUSE = 2000;
  const LEAVING = 3000;
  const RETRY = [2000, 4000, 8000, 15000, 30000];

  const TAB = crypto.getRandomValues(new Uint32Array(2)).join(""); // this page: another window with the same form is told from it
  const BEFORE = "samspil-page"; // the marks of the pages that this window showed before: what they sent last is this window's own
  const PAGES = 8; // how many of them
  const WAS = sessionStorage.getItem(BEFORE) ?? "";
  sessionStorage.removeItem(BEFORE); // a copy of this window is another window
  addEventListener("pagehide", () => sessionStorage.setItem(BEFORE, [TAB, ...WAS.split(" ")].slice(0, PAGES).join(" ").trim()));
  addEventListener("pageshow", (event) => event.persisted && sessionStorage.removeItem(BEFORE));
  const open = new Set(); // what each form on the page has still to send

  function drop(where) {
    kept.drop(where);
    sessionStorage.removeItem(SENT + where);
  }

  // Texts and choices of the form, and nothing hidden: the version and the key are the page's own, and an older page's would be
  // refused. A text that was begun on another version is shown beside what stands there now.
  function fieldsOf(form) {
    return [...form.elements].filter((field) =>
      field.name && !field.disabled && !field.closest("[data-draft-skip]") &&
      !["hidden", "password", "file", "submit", "button", "reset"].includes(field.type));
  }

  function valuesOf(form) {
    return fieldsOf(form)
      .filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked)
      .map((field) => [field.name, field.value]);
  }

  const versionOf = (form) => form.elements.namedItem("version")?.value;

  // Where something is chosen and nothing typed: what differs there alone is no other text.
  const isChosen = (field) => ["radio", "checkbox"].includes(field.type) || field.tagName === "SELECT";
  const chosenIn = (form) => [...new Set(fieldsOf(form).filter(isChosen).map((field) => field.name))].join(" ");

  // A field as its reader knows it: its label, or the question that several choices answer.
  function labelOf(field) {
    const group = ["radio", "checkbox"].includes(field.type) && field.closest("fieldset")?.querySelector("legend");
    return (group || field.labels?.[0])?.textContent.trim() ?? "";
  }

  // What was chosen, in the words of the choice.
  function chosenWords(fields, value) {
    const option = fields[0].tagName === "SELECT" && [...fields[0].options].find((one) => one.value === value);
    const box = fields.find((field) => field.value === value);
    return (option ? option.textContent : box?.labels?.[0]?.textContent ?? "").trim();
  }

  // What another page holds of this form that this one does not: each line with its field's label. Nothing where no text differs.
  function linesBeside(form, other) {
    const here = valuesOf(form);
    const lines = [];
    let typed = false;
    for (const [name, values] of Object.entries(other)) {
      const fields = fieldsOf(form).filter((field) => field.name === name && field.type !== "hidden");
      for (const value of values) {
        if (!fields.length || !value.trim() || here.some((pair) => pair[0] === name && pair[1] === value)) continue;
        const text = isChosen(fields[0]) ? chosenWords(fields, value) : value;
        typed ||= !isChosen(fields[0]);
        if (text) lines.push([labelOf(fields[0]), text].filter(Boolean).join(": "));
      }
    }
    return typed ? lines : [];
  }

  function fill(form, values) {
    const left = values.map((pair) => [...pair]);
    const take = (name) => {
      const at = left.findIndex((pair) => pair[0] === name);
      return at < 0 ? undefined : left.splice(at, 1)[0][1];
    };
    for (const field of fieldsOf(form)) {
      if (["radio", "checkbox"].includes(field.type)) {
        field.checked = values.some(([name, value]) => name === field.name && value === field.value);
      } else {
        const value = take(field.name);
        if (value !== undefined) field.value = value;
      }
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function watch(form) {
    if (form.dataset.draftWatched) return;
    form.dataset.draftWatched = "yes";
    const url = form.dataset.draftUrl;
    const where = PREFIX + url;
    const status = form.querySelector("[data-draft-status]") ?? statusOf(form);
    const away = document.createElement("button");
    const written = new URLSearchParams(valuesOf(form)).toString(); // what the page itself has written into the form
    let known = form.dataset.draftKnown ?? written; // what this page knows to be kept; after a refusal, what the sending page knew
    // with a draft in it, or with something to put right, nobody knows what stood there before anything was typed
    const began = "draftHere" in form.dataset || form.querySelector("[data-error-summary]") ? null : written;
    let timer = 0;
    let tries = 0;
    let round = 0; // counts changes: an answer to an older text does not end the care for a newer one
    let sending = null;
    let waiting = false; // something is typed that has not been sent
    let restoring = false;

    const tell = (text) => status.textContent !== text && (status.textContent = text);

    // The draft can be thrown away: it may hold a child's name.
    away.type = "button";
    away.className = "link-button";
    away.textContent = words.draftThrowAway;
    away.hidden = !("draftHere" in form.dataset);
    if (!away.hidden) form.closest("details")?.setAttribute("open", ""); // a draft is told, not hidden
    status.after(away);
    if (!away.hidden && !form.querySelector("[data-error-summary]")) tell(words.draftHere);
    away.addEventListener("click", async () => {
      clearTimeout(timer);
      waiting = false;
      sending?.abort();
      drop(where);
      try {
        const headers = { ...proof(), Draft: "1" };
        const answer = await fetch(url, { method: "POST", body: new URLSearchParams({ _drop: "1", _tab: TAB, _base: known, _was: WAS }), headers, redirect: "manual", cache: "no-store" });
        if (answer.ok) return location.replace(location.href);
      } catch { /* told below */ }
      tell(words.draftLater);
    });

    async function send({ leaving = false } = {}) {
      clearTimeout(timer);
      waiting = false;
      const mine = round;
      sending?.abort();
      sending = new AbortController();
      const body = new URLSearchParams(valuesOf(form));
      const typed = body.toString();
      body.set("_tab", TAB);
      body.set("_base", known);
      body.set("_was", WAS);
      body.set("_chosen", chosenIn(form));
      if (began !== null) body.set("_began", began);
      try {
        const headers = { ...proof(), Draft: "1" };
        const answer = await fetch(url, { method: "POST", body, headers, signal: sending.signal, redirect: "manual", cache: "no-store", keepalive: leaving });
        if (answer.ok) {
          known = typed;
          if (answer.status === 200) beside((await answer.json()).others);
          return saved(mine);
        }
        const mayHeal = answer.status >= 500 || answer.status === 0 || [401, 403, 408, 429].includes(answer.status);
        if (!mayHeal) return tell(words.draftRefused);
        // signed out, or the page is too old: trying again helps when the person has signed in again
        later(answer.type === "opaqueredirect" || [401, 403].includes(answer.status) ? words.draftSignIn : words.draftLater);
      } catch (error) {
        if (error.name === "AbortError") return;
        connection(true);
        later(words.draftLater);
      }
    }

    // Another window has typed something else into the same form, or the page itself says something else than when the typing
    // began: both are kept, and the other words stand here to be copied.
    function beside(others, kind = "draftOthers") {
      const found = others.flatMap((other) => linesBeside(form, other));
      const mark = kind === "draftOthers" ? "[data-draft-others]" : "[data-draft-newer]";
      if (!found.length) return form.querySelector(mark)?.remove();
      const panel = form.querySelector(mark) ?? document.createElement("div");
      if (!panel.isConnected) {
        panel.dataset[kind] = "";
        panel.className = "alert alert-warning";
        panel.setAttribute("role", "status");
        (status ?? form.lastElementChild).before(panel);
      }
      const heading = Object.assign(document.createElement("p"), { className: "alert-heading", textContent: words[kind] });
      const lines = found.map((text) => {
        const line = Object.assign(document.createElement("p"), { className: "alert-text", textContent: text });
        line.style.whiteSpace = "pre-wrap";
        return line;
      });
      panel.replaceChildren(heading, ...lines);
    }

    function saved(mine) {
      tries = 0;
      connection(false);
      if (mine !== round) return;
      drop(where);
      away.hidden = false;
      const now = new Date();
      tell(words.draftSaved.replace("{time}", `${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`));
    }

    function later(text) {
      tell(text);
      timer = setTimeout(() => send(), RETRY[Math.min(tries++, RETRY.length - 1)]);
    }

    function changed() {
      if (restoring) return;
      round += 1;
      waiting = true;
      kept.put(where, { values: valuesOf(form), version: versionOf(form) });
      clearTimeout(timer);
      timer = setTimeout(() => send(), PAUSE);
    }

    form.addEventListener("input", changed);
    addEventListener("online", () => kept.has(where) && form.isConnected && send());
    // a closed window takes its sessionStorage along: what is typed goes to the server before that
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && waiting && form.isConnected) send({ leaving: true });
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer); // a draft must not arrive after the text itself has been saved
      waiting = false;
      sending?.abort();
      mark(form, where, known);
    });
    form.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.elt === form && event.detail.successful) drop(where);
    });

    // The form has come back with what is wrong: a reload now asks for the page again, with the draft in it, instead of sending
    // once more what was sent before the last words were typed.
    if (form.querySelector("[data-error-summary]") && !form.hasAttribute("action")) {
      history.replaceState(history.state, "", location.href);
    }

    // What came back with something to put right is what was typed last; the draft on the server is older.
    if (form.querySelector("[data-error-summary]")) {
      round += 1;
      waiting = true;
      timer = setTimeout(() => send(), 0);
    }

    open.add({ form, flush: () => (waiting && form.isConnected ? send() : null) });

    kept.get(where).then((draft) => {
      if (!draft) return;
      if (JSON.stringify(draft.values) === JSON.stringify(valuesOf(form))) return;
      const standing = Object.fromEntries(valuesOf(form).map(([name, value]) => [name, [value]]));
      restoring = true;
      fill(form, draft.values);
      restoring = false;
      tell(words.draftRestored);
      if (draft.version !== versionOf(form)) beside([standing], "draftNewer");
      round += 1;
      waiting = true;
      timer = setTimeout(() => send(), PAUSE);
    });
  }

  function statusOf(form) {
    const line = Object.assign(document.createElement("p"), { className: "draft-status" });
    line.setAttribute("role", "status");
    line.dataset.draftStatus = "";
    const buttons = form.querySelector(".form-buttons");
    buttons ? buttons.before(line) : form.append(line);
    return line;
  }

  // The server repeats the mark in a short-lived cookie when the POST has ended well (samspil.web.drafts.confirm). The mark is
  // set without waiting for anything: the page may be gone in the next moment.
  function mark(form, where, known) {
    const number = crypto.getRandomValues(new Uint32Array(2)).join("");
    for (const [name, value] of [["_sent", number], ["_tab", TAB], ["_base", known], ["_was", WAS], ["_chosen", chosenIn(form)]]) {
      const field = form.querySelector(`input[name=${name}]`) ?? Object.assign(document.createElement("input"), { type: "hidden", name });
      form.append(field);
      field.value = value;
    }
    sessionStorage.setItem(SENT + where, number);
    // which draft the server drops when this has been carried out
    let own = form.querySelector("input[name=_draft]");
    if (!own) {
      own = Object.assign(document.createElement("input"), { type: "hidden", name: "_draft" });
      form.append(own);
    }
    own.value = form.dataset.draftUrl.split("/").filter(Boolean).pop();
  }

  function dropConfirmed() {
    const number = document.cookie.split("; ").find((part) => part.startsWith("samspil_sent="))?.slice("samspil_sent=".length);
    if (!number) return;
    for (const where of kept.names(PREFIX)) if (sessionStorage.getItem(SENT + where) === number) drop(where);
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-sign-out]") || event.defaultPrevented) return;
    // lines of the table that were refused, or wait, lie in this window alone (line.js)
    if (kept.names("samspil-line:").length && !confirm(event.target.dataset.linesWait)) return event.preventDefault();
    const underWay = [...open].map(({ flush }) => flush()).filter(Boolean);
    const forget = () => {
      for (const where of kept.names("samspil-")) kept.drop(where);
    };
    if (!underWay.length) return forget();
    event.preventDefault(); // the last words first; a server that does not answer holds nobody back for long
    const enough = new Promise((resolve) => setTimeout(resolve, LEAVING));
    Promise.race([Promise.all(underWay), enough]).then(() => {
      forget();
      event.target.submit();
    });
  });

  // About what must not lie here, such as a child of another municipality, nothing is kept in the window either.
  for (const form of document.querySelectorAll("form[data-draft-drop]")) drop(PREFIX + form.dataset.draftDrop);

  const watchAll = (part) => part.querySelectorAll?.("form[data-draft-url]").forEach(watch);
  document.addEventListener("htmx:load", (event) => {
    if (event.detail.elt.matches?.("form[data-draft-url]")) watch(event.detail.elt);
    watchAll(event.detail.elt);
  });
  dropConfirmed();
  watchAll(document);
})();
