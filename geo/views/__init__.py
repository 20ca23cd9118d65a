"""From what a store answers to what is shown: links, colours, words, summaries, exports. No store, no screen."""
