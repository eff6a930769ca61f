
"use strict";
(() => {
  const form = document.querySelector("form");
  const result = document.querySelector("section");
  const report = document.querySelector("iframe");
  const status = document.querySelector("[role=status]");
  let asked = false;

  result.hidden = true;

  form.addEventListener("submit", () => {
    asked = true;
    result.hidden = false;
    status.textContent = "Checking…";
  });

  report.addEventListener("load", () => {
    if (!asked) return;
    asked = false;
    status.textContent = "The report is below.";
    result.focus();
  });
})();
