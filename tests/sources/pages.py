"""A page of a news site as tests need it: a report between menus, with its days where the test says."""

PARAGRAPHS = (
    "KRAMATORSK, 03.04.2026 – Ukrainian forces hold the town of Pokrovsk, 60 km from Donetsk, a spokesman for the army said on Friday morning.",
    "Russian troops attempted to enter the town from the south during the night but were pushed back, he told reporters in Kramatorsk.",
    "Residents said that shelling had continued for most of the day, and that two bridges over the river were no longer passable for vehicles.",
)


def page(head: str = "", body: str = "", foot: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """A page with a title, a menu, an article of the paragraphs, and a foot."""
    words = "".join(f"<p>{p}</p>" for p in paragraphs)
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>"
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Town held, army says</title>{head}</head><body>{menu}"
        f"<article><h1>Town held, army says</h1>{body}{words}</article><footer>{foot}<p>All rights reserved.</p></footer></body></html>"
    )
