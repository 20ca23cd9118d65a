"""${message}."""

revision = "${up_revision}"
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """What changes."""
    ${upgrades if upgrades else "raise NotImplementedError"}
