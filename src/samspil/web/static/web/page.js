// What every page does: menu, focus after htmx swaps, passing messages, lost connection, weekday beside dates.
// No build step; runs under script-src 'self'. Other scripts of the kit use window.samspil.
"use strict";

window.samspil = (() => {
  const root = document.documentElement;
  root.classList.add("js");
  const words = document.getElementById("words")?.dataset ?? {};
  const byId = (id) => (id ? document.getElementById(id) : null);

  // --- messages ----------------------------------------------------------------------------------------------------
  // quiet: read aloud only (the eye has something else to look at)
  function say(text, { quiet = false } = {}) {
    const region = byId(quiet ? "announce" : "toast");
    if (!region || !text) return;
    region.textContent = "";
    const line = document.createElement("div");
    if (!quiet) line.className = "toast";
    line.textContent = text;
    setTimeout(() => region.append(line), 50); // an emptied region is read again even with the same words
    if (!quiet) setTimeout(() => line.remove(), 8000);
  }

  function alertOnPage(sentence) {
    const place = byId("page-alert");
    if (!place) return say(sentence);
    const box = document.createElement("div");
    box.className = "alert alert-error";
    box.setAttribute("role", "alert");
    const line = document.createElement("p");
    line.className = "alert-text";
    line.textContent = sentence;
    box.append(line);
    place.replaceChildren(box);
  }

  // A page says that something is tried again only while something is: whoever does so tells here with which sentence.
  const waiting = [];
  const triesAgain = (sentence) => waiting.push(sentence);

  function connection(lost, sentence) {
    const line = byId("connection");
    if (!line || (!lost && !navigator.onLine)) return; // an answer on its way since before is no connection
    if (lost && !sentence && line.textContent === words.notSent) return; // what tries by itself does not talk over what does not
    line.textContent = lost ? sentence ?? waiting.map((tell) => tell()).find(Boolean) ?? words.lost : "";
    line.hidden = !lost;
  }
  addEventListener("offline", () => connection(true));
  addEventListener("online", () => connection(false));

  // --- CSRF: after signing in again in another window the token of this page is old, the cookie's is not. The server asks
  // for whom the page was drawn: the new token may be somebody else's (writer.py) ------------------------------------------
  function csrfToken() {
    const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
    return cookie ? decodeURIComponent(cookie.slice("csrftoken=".length)) : "";
  }

  const proof = () => ({ "X-CSRFToken": csrfToken(), Writer: document.body.dataset.writer ?? "" });

  function sign(form) {
    const token = form.elements.namedItem("csrfmiddlewaretoken");
    if (!token) return;
    token.value = csrfToken() || token.value;
    if ("signing" in form.dataset) return; // who signs in, or out, or chooses a place may be anybody
    const writer = form.elements.namedItem("_writer") ?? Object.assign(document.createElement("input"), { type: "hidden", name: "_writer" });
    writer.value = document.body.dataset.writer ?? "";
    if (!writer.isConnected) token.after(writer);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method.toLowerCase() !== "post") return;
    if (!navigator.onLine) {
      // sending now would replace the page, and with it the text, by the browser's own error page
      event.preventDefault();
      event.stopImmediatePropagation();
      const stands = byId("connection")?.textContent === words.notSent; // what stands there already is not read aloud again
      connection(true, words.notSent);
      if (stands) say(words.notSent, { quiet: true });
      return;
    }
    sign(form);
  }, true);

  // --- focus -------------------------------------------------------------------------------------------------------
  function focus(element) {
    if (!element) return false;
    element.focus({ preventScroll: false });
    if (document.activeElement === element) return true;
    element.setAttribute("tabindex", "-1"); // headings and boxes can be focused by us, not by Tab
    element.focus();
    return document.activeElement === element;
  }

  const within = (part, selector) => (part.matches?.(selector) ? part : part.querySelector?.(selector));
  const byPerson = new Set(["click", "submit", "change", "input", "keydown", "keyup", "search"]);
  let arrived = [];
  let before = { id: "", place: null };

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.getResponseHeader("HX-Retarget")) {
      event.detail.shouldSwap = true; // a refusal with its own place, whatever its status
      event.detail.isError = false;
    }
    arrived = [];
    before = { id: document.activeElement?.id ?? "", place: event.detail.target?.id ?? "" };
  });

  document.addEventListener("htmx:load", (event) => arrived.push(event.detail.elt));

  document.addEventListener("htmx:afterSettle", (event) => {
    const cause = event.detail.requestConfig?.triggeringEvent;
    // a panel that renews itself must not pull focus away from where somebody writes
    if (cause && byPerson.has(cause.type)) {
      for (const part of arrived) if (focus(within(part, "[data-focus], [autofocus]"))) return;
    }
    const lost = !document.activeElement || document.activeElement === document.body;
    if (!lost) return;
    if (focus(byId(before.id))) return;
    for (const part of arrived) if (focus(within(part, "h1, h2, h3, legend"))) return;
    focus(byId(before.place)) || focus(byId("main"));
  });

  // --- htmx: answers that are no --------------------------------------------------------------------------------------
  document.addEventListener("htmx:configRequest", (event) => {
    for (const [name, value] of Object.entries(proof())) if (value) event.detail.headers[name] = value;
  });
  document.addEventListener("htmx:responseError", () => alertOnPage(words.failed));
  document.addEventListener("htmx:sendError", () => connection(true));
  document.addEventListener("htmx:timeout", () => connection(true));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) connection(false);
  });
  document.addEventListener("samspil:say", (event) => say(event.detail.text, event.detail));

  // --- dates: the same words as the server writes (samspil.web.dates) ---------------------------------------------------
  // `past` and `near` are the field's own rule (samspil.web.forms.DateField), told by the input's data attributes
  function readDate(typed, { past, near }) {
    const digits = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(typed.trim());
    const text = digits ? digits.slice(1).join(".") : typed;
    const short = near !== undefined && /^(\d{1,2})\s*[./-]\s*(\d{1,2})\.?$/.exec(text.trim());
    if (short) return nearest(Number(short[1]), Number(short[2]), past !== undefined);
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
    const danish = /^(\d{1,2})\s*[./\- ]\s*(\d{1,2})\s*[./\- ]\s*(\d{4}|\d{2})\.?$/.exec(text.trim());
    if (!iso && !danish) return null;
    let [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : [danish[3], danish[2], danish[1]];
    const now = today();
    let full = Number(year);
    if (year.length === 2) {
      full += Math.floor(now.getUTCFullYear() / 100) * 100;
      const ahead = past !== undefined ? Date.UTC(full, month - 1, day) > now.getTime() : full > now.getUTCFullYear() + 20;
      if (ahead) full -= 100;
    }
    const date = new Date(Date.UTC(full, month - 1, day));
    return full >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day) ? date : null;
  }

  // 28.11 and 8/12: of last year, this and the next the one that lies nearest
  function nearest(day, month, past) {
    const now = today();
    return [-1, 0, 1]
      .map((years) => new Date(Date.UTC(now.getUTCFullYear() + years, month - 1, day)))
      .filter((date) => date.getUTCMonth() === month - 1 && (!past || date <= now))
      .sort((one, other) => Math.abs(one - now) - Math.abs(other - now))[0] ?? null;
  }

  function today() {
    return new Date(`${document.body.dataset.today}T00:00:00Z`);
  }

  function weekdayAndDistance(date) {
    const weekday = new Intl.DateTimeFormat(root.lang, { weekday: "long", timeZone: "UTC" }).format(date);
    const days = Math.round((date - today()) / 86400000);
    if (Math.abs(days) > 366) return weekday;
    const near = Math.abs(days) <= 1 ? "auto" : "always"; // never "i overmorgen": the server counts days
    return `${weekday}, ${new Intl.RelativeTimeFormat(root.lang, { numeric: near }).format(days, "day")}`;
  }

  function tellBeside(event) {
    if (!event.target.matches?.("[data-date]")) return;
    const beside = document.querySelector(`[data-beside="${CSS.escape(event.target.id)}"]`);
    const date = readDate(event.target.value, event.target.dataset);
    if (beside) beside.textContent = date ? weekdayAndDistance(date) : "";
  }
  document.addEventListener("input", tellBeside);
  document.addEventListener("change", tellBeside); // where a page fills it in

  // --- menu on small screens ----------------------------------------------------------------------------------------
  const button = document.querySelector(".menu-button");
  const menu = byId("main-navigation");
  if (button && menu) {
    button.hidden = false;
    const open = (yes) => {
      menu.classList.toggle("open", yes);
      button.setAttribute("aria-expanded", String(yes));
    };
    button.addEventListener("click", () => open(!menu.classList.contains("open")));
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.classList.contains("open")) return;
      open(false);
      button.focus();
    });
  }

  // --- error summary: show the label, not only the field ---------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-error-summary] a[href^='#']");
    const field = link && byId(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".form-group") ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  });

  // --- a field in which somebody else's words stand: the first click chooses them, and typing replaces them --------------
  document.addEventListener("click", ({ target }) => {
    if (target.dataset?.replace !== "" || target.value !== target.defaultValue) return;
    target.dataset.replace = "chosen";
    target.select();
  });
  focus(document.querySelector("[data-focus]:not([data-no-focus] *)"));

  return { alertOnPage, connection, focus, proof, say, triesAgain, words };
})();
