(function () {
  "use strict";
  const bar = document.getElementById("switch");
  const choice = document.getElementById("shown");
  const steps = [document.getElementById("earlier"), document.getElementById("later")];
  const stages = Array.from(document.querySelectorAll("section.stage"));
  function show(id) {
    const at = stages.findIndex(function (stage) { return stage.id === id; });
    choice.value = id;
    stages.forEach(function (stage, place) { stage.hidden = at !== -1 ? place !== at : false; });
    steps[0].disabled = at === 0;
    steps[1].disabled = at === stages.length - 1;
  }
  function step(by) {
    const at = stages.findIndex(function (stage) { return stage.id === choice.value; });
    const next = at === -1 ? 0 : at + by;
    if (stages[next]) {
      show(stages[next].id);
    }
  }
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const stage = target ? target.closest("section.stage") : null;
    if (stage ? stage.hidden : false) {
      show(stage.id);
      target.scrollIntoView();
    }
  }
  if (stages.length === 0) {
    return;
  }
  choice.addEventListener("change", function () { show(choice.value); });
  steps[0].addEventListener("click", function () { step(-1); });
  steps[1].addEventListener("click", function () { step(1); });
  window.addEventListener("hashchange", follow);
  bar.hidden = false;
  show("");
})();
