import pytest

from geo.records.text import Article
from geo.settings import DATA
from geo.sources import open_source
from geo.sources.language import can_be_read, find_language

OTHER = [
    ("fr", "Les forces gouvernementales ont repris dimanche la ville de Palmyre aux combattants de l'organisation, selon l'agence officielle, après des semaines de combats dans le désert."),
    ("de", "Die Regierungstruppen haben am Sonntag nach wochenlangen Kämpfen in der Wüste die Stadt Palmyra zurückerobert, wie die staatliche Nachrichtenagentur meldete."),
    ("ru", "Правительственные войска в воскресенье после нескольких недель боёв в пустыне вновь взяли город Пальмира, сообщило государственное информационное агентство."),
    ("ar", "استعادت القوات الحكومية مدينة تدمر يوم الأحد بعد أسابيع من القتال في الصحراء، بحسب ما ذكرت وكالة الأنباء الرسمية نقلا عن مصدر عسكري في المدينة."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), OTHER)
def test_other_languages_are_told_and_cannot_be_read(code: str, text: str) -> None:
    assert find_language(Article("a", "t", text)) == code
    assert not can_be_read(code)


@pytest.mark.parametrize(
    "text", ["Войска взяли город Пальмира.", "القوات الحكومية دخلت تدمر يوم الأحد", "政府军周日进入帕尔米拉古城"]
)
def test_headline_in_other_letters_is_no_english(text: str) -> None:
    assert not can_be_read(find_language(Article("a", "t", text)))


@pytest.mark.parametrize("text", ["Raqqa falls.", "Al Bab, Manbij, Jarablus, Azaz, Marea.", "Взят."])
def test_text_too_short_to_tell_keeps_what_its_source_says(text: str) -> None:
    assert find_language(Article("a", "t", text)) == "en"
    assert find_language(Article("a", "t", text, language="ru")) == "ru"


def test_every_sample_report_is_english() -> None:
    articles = [a for path in sorted((DATA / "sample").glob("*.jsonl")) for a in open_source(path)]
    assert {find_language(a) for a in articles} == {"en"}
    assert can_be_read("en")
