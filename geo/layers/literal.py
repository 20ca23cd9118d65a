"""The one way in which anything reaches a script of the map."""

import json
from typing import Any

from branca.element import MacroElement
from jinja2 import Template

# Each of these starts something somewhere: a template of Jinja2 on the server, a tag, a string or a template literal in
# the browser, a line end in old JavaScript. As \uXXXX they are inert in all of them and still the same characters.
_INERT = {ord(c): f"\\u{ord(c):04x}" for c in "{}<>&'`$%#\u2028\u2029"}


def encode(value: Any) -> str:
    """Any JSON value as a JavaScript expression in which no template, tag or quote can open: `JSON.parse("…")`.

    The value is encoded twice, as JSON and as a string literal; NaN and infinities raise ValueError.
    """
    inner = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return f"JSON.parse({json.dumps(inner, ensure_ascii=True).translate(_INERT)})"


class Call(MacroElement):
    """A call of one of our own map functions with a layer and an encoded value, as a folium element.

    `encode` leaves nothing in it that a template, a tag or a string could run.
    """

    _template = Template("""{% macro script(this, kwargs) %}
        {{ this.function }}({{ this._parent.get_name() }}, {{ this.argument }});
    {% endmacro %}""")

    def __init__(self, function: str, value: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Call"
        self.function = function
        self.argument = encode(value)

    def render(self, **kwargs: Any) -> str:
        """Add nothing to folium's own page, which nobody sees: it would compile what the script says as a template once more.

        streamlit-folium takes the script from the template itself.
        """
        return ""
