"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("script");

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const make = (tag, words = "", more = {}) => Object.assign(document.createElement(tag), { textContent: words }, more);

  /* what was done is said aloud; a short pause lets the same words be heard twice */
  let hushing = 0;
  const say = (words) => {
    const said = one(".said");
    clearTimeout(hushing);
    said.textContent = "";
    setTimeout(() => { said.textContent = words; }, 50);
    hushing = setTimeout(() => { said.textContent = ""; }, 6000);
  };

  /* ---- copying ---- */

  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };

  const copy = async (element) => {
    try {
      await navigator.clipboard.writeText(element.textContent);
      say("Copied.");
    } catch {
      select(element);
      say("Selected: press Ctrl+C or Command+C to copy.");
    }
  };

  /* ---- filter and search; the address holds what is asked for ---- */

  const FIELDS = ["q", "show", "rule", "who"];
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  let texts = null;

  const wish = () => {
    const form = one(".finder");
    return Object.fromEntries(FIELDS.map((name) => [name, form?.elements[name]?.value.trim() ?? ""]));
  };
  const empty = (wanted) => FIELDS.every((name) => wanted[name] === "");

  const textOf = (part) => {
    texts ??= new WeakMap();
    if (!texts.has(part)) {
      const page = part.closest(".page");
      const outside = page ? all(":scope > .title, :scope > .meta", page) : all("h1, .masthead > .meta");
      const inside = all(".newsroom, .wrong, code", part);
      texts.set(part, folded([...outside, ...inside].map((piece) => piece.textContent).join("\n")));
    }
    return texts.get(part);
  };

  const wants = (wanted, claim) =>
    (wanted.show === "" || claim.dataset.kind.split(" ").includes(wanted.show)) &&
    (wanted.rule === "" || claim.dataset.rule === wanted.rule);
  const fits = (wanted, words, part) =>
    (wanted.who === "" || part.dataset.part.split("\n").includes(wanted.who)) &&
    words.every((word) => textOf(part).includes(word));

  const show = (wanted) => {
    const quiet = empty(wanted);
    const words = folded(wanted.q).split(/\s+/).filter(Boolean);
    let [left, whole] = [0, 0];
    for (const part of all("[data-part]")) {
      const fitting = quiet || fits(wanted, words, part);
      const claims = all(".claim", part);
      for (const claim of claims) claim.hidden = !quiet && !(fitting && wants(wanted, claim));
      const open = claims.filter((claim) => !claim.hidden).length;
      part.hidden = open === 0;
      left += open;
      whole += claims.length;
    }
    for (const part of all(".quiet, .answered, .checks, .overview")) part.hidden = !quiet;
    for (const page of all(".page")) page.hidden = !quiet && !one("[data-part]:not([hidden])", page);
    for (const entry of all("[data-page]")) entry.hidden = document.getElementById(entry.dataset.page).hidden;
    for (const list of all(".by-page")) list.hidden = !one("[data-page]:not([hidden])", list);
    const count = quiet ? "" : left === 0 ? "Nothing fits." : `${left} of ${whole} shown.`;
    if (one(".count")) one(".count").textContent = count;
    say(count || "Everything is shown.");
  };

  const write = (wanted) => {
    const kept = new URLSearchParams(FIELDS.filter((name) => wanted[name]).map((name) => [name, wanted[name]]));
    history.replaceState(null, "", empty(wanted) ? location.pathname + location.search : `#${kept}`);
  };

  const ask = () => { const wanted = wish(); show(wanted); write(wanted); };

  const fill = (kept) => {
    const form = one(".finder");
    for (const name of FIELDS) {
      if (form?.elements[name]) form.elements[name].value = kept.get(name) ?? "";
      if (form?.elements[name]?.selectedIndex === -1) form.elements[name].selectedIndex = 0;
    }
  };

  const clear = () => { fill(new URLSearchParams()); show(wish()); };

  const follow = () => {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      fill(new URLSearchParams(hash));
      show(wish());
      return;
    }
    const target = hash && document.getElementById(hash);
    if (!target) return;
    for (let part = target; part; part = part.parentElement) if (part instanceof HTMLDetailsElement) part.open = true;
    if (!target.closest("[hidden]")) return;
    clear();
    target.scrollIntoView();
  };

  /* ---- decisions: kept in the page until they are downloaded ---- */

  const decisions = new Map();
  let unsaved = false;

  const claimOf = (element) => element?.closest(".claim");
  const counted = (number) => (number === 1 ? "one decision" : `${number} decisions`);

  /* "photo 3 of 9" stands on every page, so a report of several names the page as well */
  const placeOf = (claim) => {
    const page = claim.closest(".page");
    const part = one("h2, h3", claim.closest("[data-part]")).textContent;
    return page ? [make("bdi", one(":scope > .title", page).textContent.trim()), ` · ${part}`] : [part];
  };

  const sentenceOf = (claim) => {
    const said = one(".wrong", claim).cloneNode(true);
    for (const word of all("b", said)) word.remove();
    return said.textContent.trim();
  };

  const list = () => {
    const section = one("#decisions");
    const kept = one(".kept", section);
    kept.replaceChildren(...[...decisions].map(([claim, reason]) => {
      const link = make("a", "", { href: `#${claim.id}` });
      link.append(...placeOf(claim), `: ${sentenceOf(claim)}`);
      const item = make("li");
      item.append(link, make("span", `Because ${reason}`, { className: "where", dir: "auto" }));
      return item;
    }));
    one(".none", section).hidden = decisions.size > 0;
    one(".hand-in", section).hidden = decisions.size === 0;
  };

  const refresh = (claim) => {
    one(".decided", claim)?.remove();
    const reason = decisions.get(claim);
    one(".accept", claim).hidden = reason !== undefined;
    claim.classList.toggle("accepted", reason !== undefined);
    if (reason !== undefined) {
      const note = make("p", "", { className: "decided" });
      const back = make("button", "Take back", { type: "button", className: "back" });
      note.append(make("b", "Accepted, because "), make("bdi", reason), " ", back);
      one(".actions", claim).before(note);
    }
    list();
  };

  const close = (claim) => {
    one(".reason", claim)?.remove();
    one(".accept", claim).hidden = decisions.has(claim);
  };

  const open = (claim) => {
    if (one(".reason", claim)) { one(".reason input", claim).focus(); return; }
    const form = make("form", "", { className: "reason" });
    const label = make("label", "It may stand because ");
    const input = make("input", "", { name: "reason", required: true, maxLength: 500, autocomplete: "off" });
    label.append(input);
    form.append(label, make("button", "Accept", { type: "submit" }));
    form.append(make("button", "Cancel", { type: "button", className: "cancel" }));
    one(".accept", claim).hidden = true;
    one(".actions", claim).before(form);
    input.focus();
  };

  const accept = (claim, reason) => {
    if (!reason) return;
    decisions.set(claim, reason);
    unsaved = true;
    close(claim);
    refresh(claim);
    one(".back", claim).focus();
    say(`Accepted: ${counted(decisions.size)} to download at the end of the report.`);
  };

  const takeBack = (claim) => {
    decisions.delete(claim);
    unsaved = decisions.size > 0;
    refresh(claim);
    one(".accept", claim).focus();
    say("Taken back.");
  };

  const today = () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  /* a TOML basic string; what acts on a terminal or turns the line is escaped */
  const whole = (text) => new TextDecoder().decode(new TextEncoder().encode(text));
  const acting = /[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;
  const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const quoted = (text) => JSON.stringify(whole(text)).replace(acting, escaped);

  const entry = (claim, reason, who) => {
    const { fingerprint, rule, page, subject, text } = JSON.parse(one(".accept", claim).dataset.decision);
    const said = Object.entries({ fingerprint, rule, page, subject, text, reason, ...(who && { who }) });
    const lines = said.map(([name, value]) => `${name} = ${quoted(value)}\n`);
    return `\n[[finding]]\n${lines.join("")}when = ${today()}\n`;
  };

  const download = (form) => {
    const who = form.elements.who.value.trim();
    const entries = [...decisions].map(([claim, reason]) => entry(claim, reason, who));
    const file = new Blob([`schema = ${quoted(form.dataset.schema)}\n`, ...entries], { type: "application/toml" });
    const link = make("a", "", { href: URL.createObjectURL(file), download: "cutline-decisions.toml" });
    unsaved = false;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say(`Downloaded ${counted(decisions.size)}.`);
  };

  /* ---- keys ---- */

  const current = () => claimOf(document.activeElement) ?? claimOf(document.querySelector(":target"));

  const go = (element) => {
    if (!element) return;
    element.tabIndex = -1;
    element.focus();
    element.scrollIntoView({ block: "nearest" });
  };

  const step = (by) => {
    const claims = all(".claim").filter((claim) => !claim.closest("[hidden]"));
    const at = claims.indexOf(current());
    if (!claims.length) return;
    const next = at === -1 ? (by > 0 ? 0 : claims.length - 1) : at + by;
    if (claims[next]) go(claims[next]);
    else say(by > 0 ? "This is the last one." : "This is the first one.");
  };

  const onCurrent = (act) => {
    const claim = current() && !current().closest("[hidden]") ? current() : null;
    if (claim) act(claim);
    else say("Go to a finding first: press j.");
  };

  const copyIn = (claim) => {
    const text = one(".suggestion", claim);
    if (text) copy(text);
    else say("There is nothing to copy here.");
  };
  const acceptIn = (claim) => {
    if (decisions.has(claim)) one(".back", claim).focus();
    else if (one(".accept", claim)) open(claim);
  };
  const showKeys = () => {
    const keys = one(".keys");
    keys.open = true;
    one("summary", keys).focus();
  };
  const reset = () => { if (one(".finder")) { clear(); write(wish()); } };

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    c: () => onCurrent(copyIn),
    a: () => onCurrent(acceptIn),
    d: () => go(one("#decisions")),
    "/": () => one(".finder input")?.focus(),
    x: reset,
    "?": showKeys,
  };

  const press = (event) => {
    const form = event.target.closest?.(".reason");
    if (event.key === "Escape" && form) {
      const claim = claimOf(form);
      close(claim);
      one(".accept", claim).focus();
      return;
    }
    const typing = event.target.matches?.("input:not([type=checkbox]), select, textarea");
    const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
    if (!act || typing || event.ctrlKey || event.metaKey || event.altKey || !one(".single-keys")?.checked) return;
    event.preventDefault();
    act();
  };

  /* ---- one listener for each kind of event, so that a long report opens as fast as a short one ---- */

  const click = (event) => {
    const button = event.target.closest?.("button");
    const claim = claimOf(button);
    if (!claim) return;
    if (button.matches(".copy")) copy(button.previousElementSibling);
    if (button.matches(".accept")) open(claim);
    if (button.matches(".back")) takeBack(claim);
    if (button.matches(".cancel")) { close(claim); one(".accept", claim).focus(); }
  };

  const submit = (event) => {
    event.preventDefault();
    const form = event.target;
    if (form.matches(".reason")) accept(claimOf(form), form.elements.reason.value.trim());
    if (form.matches(".hand-in")) download(form);
    if (form.matches(".finder")) ask();
  };

  let waiting = 0;
  const input = (event) => {
    if (!event.target.closest(".finder")) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, event.target.name === "q" ? 150 : 0);
  };

  const wipe = (event) => {
    if (event.target.matches(".finder")) { event.preventDefault(); reset(); }
  };

  document.addEventListener("click", click);
  document.addEventListener("submit", submit);
  document.addEventListener("input", input);
  document.addEventListener("reset", wipe);
  document.addEventListener("keydown", press);
  addEventListener("hashchange", follow);
  document.addEventListener("DOMContentLoaded", () => { if (location.hash.length > 1) follow(); });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of closed) part.open = false; });
})();
