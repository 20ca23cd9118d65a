import pytest

from geo.languages.served import is_served
from geo.records.text import Article
from geo.settings import DATA
from geo.sources import open_source
from geo.sources.language import find_language, tell_cyrillic

OTHER = [
    ("fr", "Les forces gouvernementales ont repris dimanche la ville de Palmyre aux combattants de l'organisation, selon l'agence officielle, après des semaines de combats dans le désert."),
    ("de", "Die Regierungstruppen haben am Sonntag nach wochenlangen Kämpfen in der Wüste die Stadt Palmyra zurückerobert, wie die staatliche Nachrichtenagentur meldete."),
    ("bg", "Правителствените войски превзеха в неделя град Палмира след няколко седмици сражения в пустинята, съобщи държавната информационна агенция, като се позова на военен източник."),
    ("ar", "استعادت القوات الحكومية مدينة تدمر يوم الأحد بعد أسابيع من القتال في الصحراء، بحسب ما ذكرت وكالة الأنباء الرسمية نقلا عن مصدر عسكري في المدينة."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), OTHER)
def test_other_languages_are_told_and_cannot_be_read(code: str, text: str) -> None:
    assert find_language(Article("a", "t", text)) == code
    assert not is_served(code)


@pytest.mark.parametrize("text", ["القوات الحكومية دخلت تدمر يوم الأحد", "政府军周日进入帕尔米拉古城"])
def test_headline_in_other_letters_is_no_english(text: str) -> None:
    assert not is_served(find_language(Article("a", "t", text)))


@pytest.mark.parametrize("text", ["Raqqa falls.", "Al Bab, Manbij, Jarablus, Azaz, Marea.", "Взят."])
def test_text_too_short_to_tell_keeps_what_its_source_says(text: str) -> None:
    assert find_language(Article("a", "t", text)) == "en"
    assert find_language(Article("a", "t", text, language="ru")) == "ru"


def test_every_sample_report_is_english() -> None:
    articles = [a for path in sorted((DATA / "sample").glob("*.jsonl")) for a in open_source(path)]
    assert {find_language(a) for a in articles} == {"en"}
    assert is_served("en")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "Войска взяли город Пальмира, сообщили власти."),
        ("ru", "Наши вышли к окраине посёлка."),
        ("uk", "Наші вийшли до околиці селища."),
        ("uk", "Сили оборони звільнили Роботине, заявив речник."),
        ("be", "Войскі пакінулі горад, паведаміў ён."),
    ],
)
def test_short_posts_in_cyrillic_are_told_apart_by_their_letters(code: str, text: str) -> None:
    assert find_language(Article("a", "t", text)) == code


def test_letters_that_several_languages_share_tell_nothing() -> None:
    assert tell_cyrillic("Москва") == ""
