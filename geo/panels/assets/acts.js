// Buttons that stand in the page's own HTML say what was pressed, through one listener for all of them.
const LEFT = "dateline-left", SOON = 15 * 60 * 1000;

// Signing in and out leads away and back to the bare page: what the link held is kept in this tab until then, with where the
// map stood. Only a query is kept, and only put behind the page's own address.
const leave = () => {
  const query = new URLSearchParams(location.search), map = query.size && findMap();
  const middle = map && map.getCenter().wrap();
  if (map) for (const [name, n] of [["lat", middle.lat.toFixed(4)], ["lon", middle.lng.toFixed(4)], ["z", map.getZoom()]]) query.set(name, n);
  sessionStorage.setItem(LEFT, JSON.stringify([Date.now(), query.size ? "?" + query : ""]));
};
const findMap = () => [...document.querySelectorAll("iframe")].map((frame) => frame.contentWindow?.dateline?.map).find(Boolean);
const comeBack = () => {
  const kept = sessionStorage.getItem(LEFT);
  sessionStorage.removeItem(LEFT);
  if (!kept || location.search) return;
  const [since, query] = JSON.parse(kept);
  if (Date.now() - since < SOON && /^\?./.test(query)) location.search = query;
};

// A day that is typed is taken only when the box's calendar closes, which Streamlit leaves to Escape: Enter does the same here.
const takeTypedDay = (event) => {
  const part = event.target instanceof Element && event.target.closest('[data-testid="stDateInput"] [role="spinbutton"]');
  if (!part || event.key !== "Enter" || !event.isTrusted) return;
  part.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true, cancelable: true }));
};

export default function ({ parentElement, data, setTriggerValue }) {
  const listen = (event) => {
    const pressed = event.target instanceof Element && event.target.closest("button");
    if (!pressed) return;
    if (pressed.closest('[class*="st-key-sign_"]')) leave();
    const act = pressed.dataset.act;
    if (act && data.acts.includes(act.split(":", 1)[0])) setTriggerValue("act", act);
  };
  if (parentElement.dlListen) document.removeEventListener("click", parentElement.dlListen);
  else comeBack();
  parentElement.dlListen = listen;
  document.addEventListener("click", listen);
  document.addEventListener("keydown", takeTypedDay, true); // before the box keeps it to itself; twice the same is heard once
  return () => document.removeEventListener("click", listen);
}
