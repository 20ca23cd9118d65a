"""A visitor's own reports: pasted or uploaded, read beside the page, shown at once, for the session or kept in the store."""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import streamlit as st

from geo.errors import InputError
from geo.panels.answers import Answers, find_answers, forget_counts, join_own
from geo.panels.moves import wish
from geo.panels.reading_jobs import MOST_WAITING, PROCESS, ReadingJob
from geo.panels.rights import Rights, page_rights, show_login
from geo.panels.state import ALL_REPORTS, MY_REPORTS, OWN, PageState, bind, change, current, guard, perform
from geo.panels.uploads import (
    KINDS,
    LIMITS,
    MOST_MEGABYTES,
    MOST_PASTED,
    Upload,
    check_uploads,
    digest_uploads,
    save_uploads,
)
from geo.panels.words import escape, link, link_on_page, plain_label
from geo.settings import store_url
from geo.views.link import link_to_report
from geo.views.wording import count

_KEEP = ("For this session", "In the store")
_EVERY = 0.7
_LISTED, _NAMED = 12, 5


@dataclass(eq=False, slots=True)
class OwnReports:
    """What one session brought: a folder that goes with the session, the job that reads, and the ids of what was read.

    `ids` are in the session's own store, `kept` in the common one. `read_before` are jobs of the session by what they were given.
    """

    folder: "tempfile.TemporaryDirectory[str] | None" = None
    job: ReadingJob | None = None
    ids: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    jobs: int = 0
    taken: bool = True
    read_before: dict[str, ReadingJob] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address of the session's own store."""
        return f"sqlite:///{self._folder() / 'own.db'}"

    def read(self, pasted: str, uploads: Sequence[Upload], *, keep: bool, day: date | None = None) -> ReadingJob:
        """Start to read, but nothing that this session has read already or that the shown store holds.

        Raises InputError where something is too much or of another kind, or too many wait already.
        """
        check_uploads(pasted, uploads)
        if self.job and not self.job.over:
            raise InputError("Your last reports are still being read; wait until they are done, or stop that.")
        digest = digest_uploads(pasted, uploads, day)
        if not keep and (before := self.read_before.get(digest)):
            self.job, self.taken = repeat_job(before), False
            return self.job
        if len(PROCESS.unfinished) >= MOST_WAITING:
            raise InputError(f"{MOST_WAITING} others wait for their reports to be read; try again in some minutes.")
        self.jobs += 1
        folder = self._folder() / f"job {self.jobs}"
        folder.mkdir()
        save_uploads(folder, pasted, uploads)
        shown = None if keep else find_answers()
        self.job = ReadingJob(folder, store_url() if keep else self.url, keep, day, shown.url if shown else None)
        self.taken = False
        if not keep:
            self.read_before[digest] = self.job
        self.job.start()
        return self.job

    def take_result(self) -> bool:
        """Take over what a finished job read, once. Whether there is any of it to show."""
        job = self.job
        if job is None or not job.over or self.taken:
            return False
        self.taken = True
        shutil.rmtree(job.folder, ignore_errors=True)
        if job.state != "done" or job.there:
            # The next time it may go better; and what is in the common store may go from there.
            self.read_before = {digest: one for digest, one in self.read_before.items() if one is not job}
        _add(self.kept if job.kept else self.ids, [*job.ids, *job.known])
        _add(self.kept, job.there)
        return bool(job.ids or job.known or job.there)

    def forget(self) -> None:
        """Stop reading, and delete what was read for the session only; what is kept stays in the store."""
        if self.job:
            self.job.stop()
        if self.folder:
            self.folder.cleanup()
        self.folder, self.job, self.jobs, self.taken = None, None, 0, True
        self.ids, self.kept, self.read_before = [], [], {}

    def _folder(self) -> Path:
        if self.folder is None:
            self.folder = tempfile.TemporaryDirectory(prefix="dateline-own-", ignore_cleanup_errors=True)
        return Path(self.folder.name)


def _add(listed: list[str], ids: Iterable[str]) -> None:
    listed += [i for i in dict.fromkeys(ids) if i not in set(listed)]


def repeat_job(before: ReadingJob) -> ReadingJob:
    """A job that is done already: all that another of the session read and knew is known."""
    known = [*before.ids, *before.known]
    return replace(before, ids=[], known=known, places=0, changes=0, distances=0)


@st.cache_resource(scope="session", show_spinner=False, on_release=lambda own: own.forget())
def own_reports() -> OwnReports:
    """What this session brought. When it ends, what was read for it is deleted."""
    return OwnReports()


def add_own_reports(answers: Answers | None) -> Answers | None:
    """The answers with the visitor's own reports among them, or of these alone, as was chosen; just read, they are shown alone."""
    if page_rights() == "read-only":
        return answers
    own = own_reports()
    if own.take_result():
        forget_counts()
        answers = find_answers()
        change(own=MY_REPORTS)
        perform(wish, None)
    if not own.ids and not own.kept:
        return answers
    mine = current().own == MY_REPORTS
    return join_own(answers, own.url if own.ids else None, own.ids, own.kept, mine=mine)


def left_out_of_links() -> str:
    """What of the shown reports a link does not carry, in a sentence; "" where it carries all that is shown."""
    if page_rights() == "read-only":
        return ""
    own, mine = own_reports(), current().own == MY_REPORTS
    if own.ids:
        return "Your own reports are not in this link: they are read for this session, and seen by you alone."
    return "This link opens all reports of the store, not yours alone." if own.kept and mine else ""


def show_own_reports() -> None:
    """The button that asks for reports; while they are read, how far that is; then, what came of it. A login, for who may only look."""
    show_login()
    rights = page_rights()
    if rights == "read-only":
        return
    own = own_reports()
    if own.job and not own.job.over:
        _follow(own)
    elif st.button("Read your own reports", icon=":material/upload_file:", key="own_ask", width="stretch"):
        # Loads what reading needs while the visitor pastes.
        PROCESS.prepare()
        _ask(rights)
    if own.job and own.job.over:
        _show_result(own.job)
    if own.ids or own.kept:
        st.segmented_control("The page shows", OWN, required=True, width="stretch", **bind("own_shown", then=_see_all))
        st.button("Forget my reports", on_click=guard(_forget), icon=":material/delete:", type="tertiary", key="own_forget",
                  help="Those read for this session are deleted; those in the store stay there.")  # fmt: skip


@st.dialog("Read your own reports", width="medium")
def _ask(rights: Rights) -> None:
    with st.form("own_form", border=False):
        pasted = st.text_area(
            "Paste a report", height=190, max_chars=MOST_PASTED, key="own_pasted",
            placeholder="Its headline, the dateline, and the text, in English",
        )  # fmt: skip
        files = st.file_uploader(
            "or choose files", type=list(KINDS), accept_multiple_files=True, key="own_files",
            max_upload_size=MOST_MEGABYTES,
        )  # fmt: skip
        left, right = st.columns(2)
        day = left.date_input(
            "Published on", value=None, key="own_day", min_value=date(1900, 1, 1), max_value=date(2100, 12, 31),
            help="For reports that do not say it: “on Tuesday” needs a day to count from.",
        )  # fmt: skip
        keep = rights == "write" and right.radio("Kept", _KEEP, key="own_keep", captions=_CAPTIONS) == _KEEP[1]
        st.caption(LIMITS)
        if st.form_submit_button("Read", type="primary", icon=":material/play_arrow:"):
            _begin(pasted or "", [Upload(f.name, f.getvalue()) for f in files], keep, day)


_CAPTIONS = ("seen by you alone, gone when you leave", "seen by all who use this store")


def _begin(pasted: str, uploads: Sequence[Upload], keep: bool, day: object) -> None:
    allowed = page_rights()
    try:
        keep = keep and allowed == "write"
        own_reports().read(pasted, uploads, keep=keep, day=day if isinstance(day, date) else None)
    except InputError as error:
        st.error(plain_label(str(error)), icon=":material/error:")
        return
    st.rerun()


@st.fragment(run_every=_EVERY)
def _follow(own: OwnReports) -> None:
    job = own.job
    if job is None or job.over:
        st.rerun()
    else:
        st.progress(how_far(job), text=how_far_in_words(job))
        st.button("Stop reading", on_click=job.stop, type="tertiary", icon=":material/stop_circle:", key="own_stop")


def how_far(job: ReadingJob) -> float:
    """How far a job is, 0 to 1; where the number of reports is not known, ever nearer to the end."""
    if job.total:
        return min(1.0, job.done / job.total)
    return job.done / (job.done + 10)


def how_far_in_words(job: ReadingJob) -> str:
    """What a job does now."""
    if job.state == "waiting":
        return f"Waiting; {count(len(PROCESS.unfinished) - 1, 'other')} first …"
    if not job.done:
        return "Getting ready to read …"
    return (
        f"Read {job.done:,} of {count(job.total, 'report')} …" if job.total else f"Read {count(job.done, 'report')} …"
    )


def result_in_words(job: ReadingJob) -> str:
    """What came of a job, in a line."""
    parts = [f"{count(len(job.ids), 'report')} read"]
    if job.ids:
        found = (count(job.places, "place name"), count(job.changes, "change") + " of control", count(job.distances, "stated distance"))  # fmt: skip
        parts[0] += f": {', '.join(found)}"
    if known := len(job.known) + len(job.there):
        parts.append(f"{count(known, 'report')} already there and not read again")
    if job.left_out:
        languages = ", ".join(sorted(job.left_out))
        parts.append(f"{sum(job.left_out.values())} left out, since their language cannot be read here ({languages})")
    if job.state == "stopped":
        parts.append("stopped before the end")
    where = "Kept in the store." if job.kept else "For this session only: links do not carry them."
    return "; ".join(parts) + ". " + (where if job.ids or job.known else "")


def there_in_words(job: ReadingJob) -> str:
    """The reports that were there already by title, those in the common store as links that open the page on them alone. HTML."""
    each = [_name(job, i) for i in (*job.known, *job.there) if i in job.reports]
    more = f" and {count(len(each) - _NAMED, 'more', 'more')}" if len(each) > _NAMED else ""
    return f"<br>Already there: {', '.join(each[:_NAMED])}{more}." if each else ""


def _name(job: ReadingJob, article_id: str) -> str:
    title, url = job.reports[article_id]
    words = f"“{title.strip() or 'untitled'}”"
    in_store = article_id in job.there or job.kept
    return link_on_page(link_to_report(article_id), words) if in_store else link(url, words)


def _show_result(job: ReadingJob) -> None:
    mood = "dl-own" if job.ids or job.known or job.there else "dl-own dl-warned"
    st.html(f'<p class="{mood}">{escape(result_in_words(job))}{there_in_words(job)}</p>')
    if job.refused:
        with st.expander(f"{count(len(job.refused), 'fault')} found", icon=":material/warning:", expanded=not job.ids):
            # As plain text: what stands here is words of the file.
            for line in job.refused[:_LISTED]:
                st.text(line)
            if len(job.refused) > _LISTED:
                st.caption(f"and {len(job.refused) - _LISTED:,} more")


def _see_all(state: PageState) -> PageState:
    return wish(state, None)


def _forget() -> None:
    own_reports().forget()
    change(own=ALL_REPORTS)
