"use strict";
(() => {
  const said = document.querySelector(".said");
  const say = (words) => { said.textContent = ""; setTimeout(() => { said.textContent = words; }, 50); };
  const hush = () => setTimeout(() => { said.textContent = ""; }, 6000);

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
    hush();
  };

  for (const text of document.querySelectorAll(".suggestion")) {
    const photo = text.closest(".photo").querySelector("h2, h3").textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy what to type, ${photo}`);
    button.addEventListener("click", () => copy(text));
    text.after(button);
  }

  const parts = [...document.querySelectorAll("[data-facets]")];
  const facets = (part) => part.dataset.facets.trim().split(/\s+/);
  const found = new Set(parts.flatMap(facets));
  const words = { error: "Errors", warning: "Warnings", advice: "Advice", decide: "What waits for a decision" };

  const titles = new Map(
    [...document.querySelectorAll("[data-rule]")].map((cause) => [cause.dataset.rule, cause.querySelector("strong").textContent]),
  );
  const named = (facet) => words[facet] ?? titles.get(facet) ?? facet;

  const show = (facet) => {
    for (const part of parts) part.hidden = facet !== "" && !facets(part).includes(facet);
    for (const quiet of document.querySelectorAll(".quiet")) quiet.hidden = facet !== "";
    const count = parts.filter((part) => !part.hidden).length;
    say(facet === "" ? "Everything is shown." : `${count} of ${parts.length} shown.`);
    hush();
  };

  const filter = () => {
    const label = document.createElement("label");
    const list = document.createElement("select");
    const choices = Object.keys(words).filter((word) => found.has(word));
    const rules = [...found].filter((facet) => !(facet in words)).sort();
    list.append(new Option("everything", ""));
    for (const facet of [...choices, ...rules]) list.append(new Option(named(facet), facet));
    list.addEventListener("change", () => show(list.value));
    label.append("Show", list);
    const holder = document.createElement("p");
    holder.className = "filter";
    holder.append(label);
    const main = document.querySelector("main");
    main.insertBefore(holder, main.querySelector(":scope > .photo, :scope > .quiet") ?? main.firstChild);
  };
  if (found.size > 2) filter();

  const reveal = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) target.open = true;
    if (target && target.closest("[hidden]")) { document.querySelector(".filter select").value = ""; show(""); }
  };
  addEventListener("hashchange", reveal);
  reveal();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of closed) part.open = false; });
})();
