"""The parse as questions: subject, object, owner, paths."""
