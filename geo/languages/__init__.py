"""The rule files of one language (`data/languages/<code>/*.json`), loaded strictly into frozen records."""
