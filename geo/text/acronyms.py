"""Lets the language model see a name where capitals spell a verb: "IS fighters took Palmyra"."""

from spacy.language import Language

from geo.languages.grammar import grammar_words


def add_acronyms(nlp: Language) -> Language:
    """The pipeline, which takes each acronym of `grammar.json` for what the other name there is: it looks the same to its networks.

    A model that does not know the other name reads as before.
    """
    for written, known in grammar_words(nlp.lang).acronyms.items():
        row = int(nlp.vocab.vectors.find(key=known)) if nlp.vocab.has_vector(known) else -1
        if row >= 0:
            nlp.vocab.vectors.add(written, row=row)
            nlp.vocab[written].norm_ = nlp.vocab[known].norm_
    return nlp
