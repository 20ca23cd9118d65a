// Buttons that stand in the page's own HTML say what was pressed, through one listener for all of them.
export default function ({ parentElement, data, setTriggerValue }) {
  const listen = (event) => {
    const button = event.target instanceof Element && event.target.closest("button[data-act]");
    if (button && data.acts.includes(button.dataset.act.split(":", 1)[0])) setTriggerValue("act", button.dataset.act);
  };
  if (parentElement.dlListen) document.removeEventListener("click", parentElement.dlListen);
  parentElement.dlListen = listen;
  document.addEventListener("click", listen);
  return () => document.removeEventListener("click", listen);
}
