"""How often each value of a filter stands under a view."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from geo.records.actors import ActorMention
from geo.records.views import Facet, Facets, PlaceTally, ReportedChange, ReportTally


def count_facets(
    facets: Facets, changes: Iterable[ReportedChange], reports: Iterable[ReportTally], tallies: Iterable[PlaceTally]
) -> Facets:
    """The facets with the counts of what is shown, most frequent first, those with nothing left out: actors, kinds and statuses by
    changes, publishers by reports, countries by mentions."""
    told = list(changes)
    mentions: Counter[str] = Counter()
    for tally in tallies:
        mentions[tally.place.country] += tally.mentions
    return replace(
        facets,
        actors=_counted(facets.actors, Counter(i for fact in told for i in _actors_of(fact))),
        kinds=_counted(facets.kinds, Counter(fact.change.kind for fact in told)),
        statuses=_counted(facets.statuses, Counter(fact.change.status for fact in told)),
        publishers=_counted(facets.publishers, Counter(report.article.publisher or "" for report in reports)),
        countries=_counted(facets.countries, mentions),
    )


def _counted(facets: Iterable[Facet], counts: Mapping[str, int]) -> tuple[Facet, ...]:
    found = (replace(facet, count=counts[facet.value]) for facet in facets if counts.get(facet.value))
    return tuple(sorted(found, key=lambda facet: (-facet.count, facet.label)))


def _actors_of(fact: ReportedChange) -> set[str]:
    named: tuple[ActorMention | None, ...] = (fact.change.gained_by, fact.change.lost_by, fact.change.held_by)
    return {mention.actor.id if mention.actor else mention.text for mention in named if mention}
