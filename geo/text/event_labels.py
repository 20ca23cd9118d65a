"""What the trained reader of events says of words: kinds, statuses, extents and roles, in the order of its outputs."""

from typing import Literal

Role = Literal["place", "gained_by", "lost_by", "held_by", "said_by"]
KINDS = ("seize", "regain", "transfer", "withdraw", "advance", "offensive", "siege", "clash", "repel", "hold")
STATUSES = (
    "completed", "ongoing", "started", "attempted", "failed", "planned", "negated", "denied", "hypothetical", "state",
)  # fmt: skip
EXTENTS = ("whole", "part", "around")
ROLES: tuple[Role, ...] = ("place", "gained_by", "lost_by", "held_by", "said_by")
READER = "trained-reader"
"""What stands for the rule in the evidence of a change that no rule read."""
ROLE_WIDTH = 64
"""Numbers by which a trigger asks for the words of a role, and by which a word answers."""
