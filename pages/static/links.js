// A link into a deck goes on in the same session: the page is told as by the browser's own Back and Forward.
if (!window.ksLinks) {
  window.ksLinks = true;
  document.addEventListener("click", (click) => {
    const link = click.target instanceof Element ? click.target.closest(".ks-add a") : null;
    if (!link || click.button || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    history.pushState(null, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  });
}
