/* Browsers that cannot run the page get the plain one: at once without modules, else after 10 s. */
(function () {
  "use strict";
  function plain() {
    location.replace("/display/basic" + location.search);
  }
  if (!("noModule" in document.createElement("script"))) {
    plain();
    return;
  }
  setTimeout(function () {
    if (!document.documentElement.hasAttribute("data-ready")) {
      plain();
    }
  }, 10000);
})();
