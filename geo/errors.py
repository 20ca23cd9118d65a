"""The errors of Dateline, in one tree. Each names the value and, where there is one, the file it came from.

DatelineError
├── InputError          (ValueError)    an article, date, link or option that cannot be read
├── DataFileError       (ValueError)    a rule, actor or gazetteer file of ours that is wrong: the run stops
├── MissingPartError    (RuntimeError)  something that has to be installed or built first is not there
├── GazetteerError      (OSError)       a gazetteer file that is cut short or not a gazetteer
└── StoreError          (OSError)       a store that cannot be opened, read or written
"""


class DatelineError(Exception):
    """Root of all errors that Dateline raises on purpose: catch this to catch them all."""


class InputError(DatelineError, ValueError):
    """An article, a date, a link or an option could not be read. The message names the value."""


class DataFileError(DatelineError, ValueError):
    """One of the project's own data files is wrong. The message names the file and the line or record."""


class MissingPartError(DatelineError, RuntimeError):
    """A package, a model or a built file is missing. The message says how to get it."""


class GazetteerError(DatelineError, OSError):
    """A gazetteer file is damaged or of another kind. The message names the file and what to do."""


class StoreError(DatelineError, OSError):
    """A store could not be opened, read or written. What it already holds was left as it is."""
